using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace MyStyle.Studio.Api;

/// <summary>How much an endpoint takes; without a word the server's own limit counts.</summary>
public static class EndpointLimits
{
    /// <summary>Lets request bodies be this long.</summary>
    /// <param name="endpoint">Which.</param>
    /// <param name="bytes">Bytes.</param>
    public static RouteHandlerBuilder WithBodyLimit(this RouteHandlerBuilder endpoint, long bytes) =>
        endpoint.WithMetadata(new Limit(bytes)).ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    /// <summary>Says that the endpoint takes the bytes of a file as they are.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, long bytes) =>
        endpoint.WithBodyLimit(bytes).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            // Described, not demanded: browsers send a file under its own type.
            var schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/octet-stream"] = new() { Schema = schema } },
            };
            return Task.CompletedTask;
        });

    private sealed class Limit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
