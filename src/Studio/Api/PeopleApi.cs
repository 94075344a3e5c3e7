using Microsoft.AspNetCore.Http.HttpResults;
using MyStyle.Studio.People;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Api;

/// <summary>People over HTTP.</summary>
public static class PeopleApi
{
    /// <summary>Maps <c>/people</c>.</summary>
    public static void MapPeople(this RouteGroupBuilder api)
    {
        ArgumentNullException.ThrowIfNull(api);
        long personBytes = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<StudioSettings>().Uploads.PersonBytes;
        RouteGroupBuilder people = api.MapGroup("/people").WithTags("People");
        people.MapGet("/", (IPeople desk, CancellationToken cancellation) => desk.ListAsync(cancellation))
            .WithName("ListPeople").WithSummary("Everybody, the last changed first.");
        people.MapPost("/", CreateAsync)
            .WithName("CreatePerson").WithSummary("Makes a person with an empty album.").ProducesProblem(400);
        people.MapGet("/{person:guid}", GetAsync)
            .WithName("GetPerson").WithSummary("Somebody.").ProducesProblem(404);
        people.MapPatch("/{person:guid}", ChangeAsync)
            .WithName("ChangePerson").WithSummary("Gives another name, prior or generator.").ProducesProblem(400).ProducesProblem(404);
        people.MapDelete("/{person:guid}", DeleteAsync)
            .WithName("DeletePerson").WithSummary("Deletes everything of a person: jobs, photos, generators, results. It cannot be undone.");
        people.MapGet("/{person:guid}/export", ExportAsync)
            .WithName("ExportPerson").WithSummary("The generator in use, with its anchors, as one .mystyle file.")
            .Produces<Stream>(200, "application/octet-stream").ProducesProblem(400).ProducesProblem(404);
        people.MapPost("/import", ImportAsync).TakesFile(personBytes)
            .WithName("ImportPerson").WithSummary("Makes a person of a .mystyle file, sent as the body. All of it is checked before anything is kept.").ProducesProblem(400);
        people.MapPost("/sample", SampleAsync)
            .WithName("BringSamplePerson").WithSummary("Brings the made-up sample person, trained; does nothing if it is there.").ProducesProblem(400);
    }

    private static async Task<Created<PersonCard>> CreateAsync(PersonPost post, IPeople desk, CancellationToken cancellation) =>
        await CreatedAsync(await desk.CreateAsync(post.Name, post.Prior, cancellation), desk, cancellation);

    private static async Task<Ok<PersonCard>> GetAsync(Guid person, IPeople desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.GetAsync(person, cancellation) ?? throw new PersonNotFoundException());

    private static async Task<Ok<PersonCard>> ChangeAsync(Guid person, PersonPatch patch, IPeople desk, CancellationToken cancellation)
    {
        if (patch.Name is { } name)
        {
            await desk.RenameAsync(person, name, cancellation);
        }

        if (patch.Prior is { } prior)
        {
            await desk.UsePriorAsync(person, prior, cancellation);
        }

        if (patch.Generator is { } generator)
        {
            await desk.UseGeneratorAsync(person, generator, cancellation);
        }

        return await GetAsync(person, desk, cancellation);
    }

    private static async Task<NoContent> DeleteAsync(Guid person, IPeople desk)
    {
        // Not cancelled with the request: half a person is nobody's wish.
        await desk.DeleteAsync(person, CancellationToken.None);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ExportAsync(Guid person, IPeople desk, CancellationToken cancellation)
    {
        (Stream file, string name) = await desk.ExportAsync(person, cancellation);
        return TypedResults.Stream(file, "application/octet-stream", name);
    }

    private static async Task<Created<PersonCard>> ImportAsync(
        HttpRequest request, IPeople desk, CancellationToken cancellation, string name = "person.mystyle") =>
        await CreatedAsync(await desk.ImportAsync(request.Body, name, cancellation), desk, cancellation);

    private static async Task<Created<PersonCard>> SampleAsync(ISamplePeople sample, IPeople desk, CancellationToken cancellation) =>
        await CreatedAsync(await sample.BringAsync(cancellation), desk, cancellation);

    private static async Task<Created<PersonCard>> CreatedAsync(Guid person, IPeople desk, CancellationToken cancellation) =>
        TypedResults.Created($"/api/people/{person}", await desk.GetAsync(person, cancellation) ?? throw new PersonNotFoundException());
}
