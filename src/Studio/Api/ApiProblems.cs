using Microsoft.AspNetCore.Diagnostics;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Security;

namespace MyStyle.Studio.Api;

/// <summary>Turns expected failures into problem+json with the sentence, and unexpected ones into one that tells nothing of the inside.</summary>
/// <param name="log">Hears of the unexpected ones.</param>
internal sealed partial class ApiProblems(ILogger<ApiProblems> log) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        (int status, string sentence) = exception switch
        {
            NotThereException e => (StatusCodes.Status404NotFound, e.Message),
            TooMuchException e => (StatusCodes.Status413PayloadTooLarge, e.Message),
            EngineException e => (StatusCodes.Status400BadRequest, e.Message),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, "What was sent is larger than the limit. Nothing of it was kept."),
            BadHttpRequestException e => (e.StatusCode, e.Message),
            _ => (StatusCodes.Status500InternalServerError, "Something went wrong inside the studio. What was there before is kept; the console says more."),
        };
        if (status == StatusCodes.Status500InternalServerError)
        {
            LogUnexpected(log, httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        // Whoever handled the failure has cleared the headers.
        SecurityHeaders.Add(httpContext);
        await Microsoft.AspNetCore.Http.Results.Problem(sentence, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogUnexpected(ILogger logger, string method, string path, Exception exception);
}
