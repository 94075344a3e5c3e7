using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Api;

/// <summary>Answers expected failures with their sentence, as a problem of status 400.</summary>
internal sealed class SaidFailures : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (EngineException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
