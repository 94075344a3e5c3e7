using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;

namespace MyStyle.Studio.Api;

/// <summary>Jobs over HTTP: <c>/api/jobs</c>.</summary>
public static class JobsApi
{
    /// <summary>Maps the routes.</summary>
    /// <param name="api">The group <c>/api</c>.</param>
    public static RouteGroupBuilder MapJobs(this RouteGroupBuilder api)
    {
        ArgumentNullException.ThrowIfNull(api);
        RouteGroupBuilder jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/", ListAsync).WithSummary("Jobs that run or wait, in order, then those that ended, the newest first.").Produces<JobReply[]>();
        jobs.MapPost("/", AddAsync).WithSummary("Puts a job at the end of the queue.").Accepts<JobPost>("application/json")
            .Produces<JobReply>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest);
        jobs.MapGet("/{id:guid}", GetAsync).WithSummary("A job as it stands.").Produces<JobReply>().Produces(StatusCodes.Status404NotFound);
        jobs.MapDelete("/{id:guid}", RemoveAsync).WithSummary("Removes an ended job and its folder; results stay.");
        jobs.MapGet("/{id:guid}/events", EventsAsync).WithSummary("What happened to a job: the points of its curves, and its milestones.")
            .Produces<JobEventReply[]>().Produces(StatusCodes.Status404NotFound);
        jobs.MapGet("/{id:guid}/checkpoints", CheckpointsAsync).WithSummary("The checkpoints that a training can be taken up from, the newest first.")
            .Produces<JobCheckpoint[]>().Produces(StatusCodes.Status404NotFound);
        Verb(jobs, "pause", "Holds a job.", (queue, id) => queue.PauseAsync(id));
        Verb(jobs, "resume", "Lets a held job go on.", (queue, id) => queue.ResumeAsync(id));
        Verb(jobs, "cancel", "Ends a job for good.", (queue, id) => queue.CancelAsync(id));
        Verb(jobs, "retry", "Queues an ended job again; a training goes on from its last checkpoint.", (queue, id) => queue.RetryAsync(id));
        jobs.MapPost("/{id:guid}/move", MoveAsync).WithSummary("Moves a waiting job before another one; to the end without one.")
            .Produces<JobReply>().Produces(StatusCodes.Status404NotFound);
        return api;
    }

    private static void Verb(RouteGroupBuilder jobs, string verb, string summary, Func<IJobs, Guid, Task> act) =>
        jobs.MapPost("/{id:guid}/" + verb, async (Guid id, IJobs queue) =>
            {
                await act(queue, id);
                return await ReplyAsync(queue, id);
            })
            .WithSummary(summary).Produces<JobReply>().Produces(StatusCodes.Status404NotFound);

    private static async Task<IResult> ListAsync(IJobs queue, Guid? person, int? ended, CancellationToken cancellation)
    {
        IReadOnlyList<JobView> list = await queue.ListAsync(person, Math.Clamp(ended ?? 50, 0, 1000), cancellation);
        return Json(list.Select(JobReply.Of).ToArray());
    }

    private static Task<IResult> GetAsync(Guid id, IJobs queue) => ReplyAsync(queue, id);

    private static async Task<IResult> AddAsync(HttpRequest request, IJobs queue, CancellationToken cancellation)
    {
        try
        {
            JobPost? post = await request.ReadFromJsonAsync<JobPost>(JobJson.Options, cancellation);
            if (post?.Order is null || string.IsNullOrWhiteSpace(post.Title) || post.Title.Length > 200)
            {
                return Refuse("A job needs a title of at most 200 letters and an order.");
            }

            Guid id = await queue.EnqueueAsync(
                new JobRequest(post.Kind, post.Title, post.Person, post.Order, post.Workpiece, post.ThumbnailSha), cancellation);
            JobView? view = await queue.GetAsync(id, cancellation);
            return view is null ? TypedResults.NotFound() : Json(JobReply.Of(view), StatusCodes.Status201Created);
        }
        catch (JsonException e)
        {
            return Refuse($"The order cannot be read: {e.Message}");
        }
        catch (EngineException e)
        {
            return Refuse(e.Message);
        }
    }

    private static async Task<IResult> RemoveAsync(Guid id, IJobs queue, CancellationToken cancellation)
    {
        await queue.RemoveAsync(id);
        return await queue.GetAsync(id, cancellation) is null
            ? TypedResults.NoContent()
            : TypedResults.Problem("The job has not ended: cancel it first.", statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> MoveAsync(Guid id, Guid? before, IJobs queue)
    {
        await queue.MoveAsync(id, before);
        return await ReplyAsync(queue, id);
    }

    private static async Task<IResult> EventsAsync(
        Guid id, long? after, IJobs queue, IDbContextFactory<StudioDb> factory, CancellationToken cancellation)
    {
        if (await queue.GetAsync(id, cancellation) is null)
        {
            return TypedResults.NotFound();
        }

        await using StudioDb db = await factory.CreateDbContextAsync(cancellation);
        long since = after ?? 0;
        List<JobEventEntity> events = await db.JobEvents.AsNoTracking().Where(e => e.JobId == id && e.Id > since).OrderBy(e => e.Id).ToListAsync(cancellation);
        return Json(events.Select(JobEventReply.Of).ToArray());
    }

    private static async Task<IResult> CheckpointsAsync(Guid id, IJobs queue, CheckpointShelf shelf, CancellationToken cancellation) =>
        await queue.GetAsync(id, cancellation) is { } job ? Json(job.Person is { } person ? shelf.List(person, id) : []) : TypedResults.NotFound();

    private static async Task<IResult> ReplyAsync(IJobs queue, Guid id) =>
        await queue.GetAsync(id) is { } view ? Json(JobReply.Of(view)) : TypedResults.NotFound();

    private static JsonHttpResult<T> Json<T>(T value, int status = StatusCodes.Status200OK) => TypedResults.Json(value, JobJson.Options, statusCode: status);

    private static ProblemHttpResult Refuse(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);
}
