using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Editing;

/// <summary>Turns what the edit desk asks into questions of the engine. Paths and vectors are looked up once a desk, not once a frame.</summary>
/// <param name="engine">The engine.</param>
/// <param name="databases">The database.</param>
/// <param name="directions">The sliders.</param>
/// <param name="folder">Where generators are.</param>
/// <param name="pictures">Where codes are.</param>
public sealed class Editor(
    IEngineService engine, IDbContextFactory<StudioDb> databases, DirectionBook directions, DataFolder folder, PictureStore pictures)
{
    private const int MostScenes = 256;
    private readonly ConcurrentDictionary<string, EditScene> _scenes = new(StringComparer.Ordinal);

    /// <summary>Renders a desk as it stands. Problems come back as a sentence: the desk shows it and goes on.</summary>
    /// <param name="session">Which desk: of its requests only the newest is answered with a picture.</param>
    /// <param name="request">How it stands.</param>
    /// <param name="cancellation">The desk was closed.</param>
    public async Task<DeskAnswer> AnswerAsync(string session, DeskRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            EditSettings settings = Read(request);
            EditAnswer? answer = await AskAsync(session, settings, Key(request.Person), question => question with
            {
                WithIdentity = request.WithIdentity,
                WithTracks = request.WithTracks,
                Size = new FrameSize(Math.Clamp(request.MaxSide, 0, 4096)),
            }, cancellation);
            return answer is null ? new DeskAnswer { Sequence = request.Sequence } : Answer(request, answer);
        }
        catch (EngineException e)
        {
            return new DeskAnswer { Sequence = request.Sequence, Problem = e.Message };
        }
    }

    /// <summary>Asks the engine for an edit.</summary>
    /// <param name="session">Who asks.</param>
    /// <param name="settings">The edit.</param>
    /// <param name="person">Whose.</param>
    /// <param name="adjust">What else is wanted of the answer.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EngineException">Something of it is gone, or does not belong together.</exception>
    public async Task<EditAnswer?> AskAsync(
        string session, EditSettings settings, Guid person, Func<EditQuestion, EditQuestion> adjust, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(adjust);
        EditScene scene = await SceneAsync(person, settings, cancellation);
        return await engine.AskAsync(session, adjust(new EditQuestion
        {
            PersonFolder = scene.PersonFolder,
            CodePath = scene.CodePath,
            Sliders = [.. settings.Thetas.Select(item => new SliderSetting(scene.Sliders[item.Key].Name, scene.Sliders[item.Key].Vector, item.Value))],
            Beta = settings.Beta,
            Policy = PolicyOf(settings.Policy),
            LeftOut = settings.LeftOut,
        }), cancellation);
    }

    /// <summary>Names of the policies in requests and results.</summary>
    public static EdgePolicy PolicyOf(string name) => name switch
    {
        "stop" => EdgePolicy.Stop,
        "continue" => EdgePolicy.Continue,
        "project" => EdgePolicy.ProjectBack,
        _ => throw new EngineException($"'{name}' is no way to treat the hull's edge. There are stop, continue and project."),
    };

    private async Task<EditScene> SceneAsync(Guid person, EditSettings settings, CancellationToken cancellation)
    {
        string key = $"{person:N}|{settings.Generator:N}|{settings.Code:N}|{string.Join(',', settings.Thetas.Keys.Select(id => id.ToString("N")))}";
        if (_scenes.TryGetValue(key, out EditScene? known) && (known.CodePath is null || File.Exists(known.CodePath)))
        {
            return known;
        }

        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        GeneratorEntity generator = await db.Generators.AsNoTracking()
            .FirstOrDefaultAsync(item => item.Id == settings.Generator && item.PersonId == person, cancellation)
            ?? throw new EngineException("That generator is not there any more. Choose another one, or train the person again.");
        CodeEntity? code = null;
        if (settings.Code is { } id)
        {
            code = await db.Codes.AsNoTracking().FirstOrDefaultAsync(item => item.Id == id && item.PersonId == person, cancellation)
                ?? throw new EngineException("The coordinates of that picture are not there any more. Find the picture in the prior again.");
        }

        Dictionary<Guid, (string Name, double[] Vector)> sliders = [];
        foreach (Guid direction in settings.Thetas.Keys)
        {
            sliders[direction] = await directions.VectorAsync(direction, cancellation);
        }

        var scene = new EditScene(
            folder.Generator(person, generator.Sha256), code is null ? null : pictures.PathOf(person, code.FileSha, ".safetensors"), sliders);
        if (_scenes.Count >= MostScenes)
        {
            _scenes.Clear();
        }

        _scenes[key] = scene;
        return scene;
    }

    private static EditSettings Read(DeskRequest request)
    {
        if (request.Sliders.Any(slider => !double.IsFinite(slider.Theta)) || (request.Beta is { } beta && !(beta >= 0 && double.IsFinite(beta))))
        {
            throw new EngineException("A slider or beta is not a number. Reset the desk and try again.");
        }

        return new EditSettings(
            Key(request.Generator), request.Code is null ? null : Key(request.Code),
            request.Sliders.DistinctBy(slider => slider.Id).ToDictionary(slider => Key(slider.Id), slider => slider.Theta), new Dictionary<Guid, string>(),
            request.Beta, request.Policy, request.LeftOut);
    }

    private static Guid Key(string text) => Guid.TryParse(text, out Guid key)
        ? key
        : throw new EngineException("The desk asks for something that is not there. Reload the page.");

    private static DeskAnswer Answer(DeskRequest request, EditAnswer answer) => new()
    {
        Sequence = request.Sequence,
        MediaType = answer.Frame.MediaType,
        Bytes = answer.Frame.Bytes,
        RequiredBeta = answer.RequiredBeta,
        EffectiveBeta = answer.EffectiveBeta,
        Outcome = answer.Outcome switch
        {
            EditOutcome.Inside => "inside",
            EditOutcome.Stopped => "stopped",
            EditOutcome.Projected => "projected",
            _ => "outside",
        },
        AppliedShare = answer.AppliedShare,
        Identity = answer.Identity,
        NearestPhoto = answer.NearestPhoto,
        Anchors = [.. answer.Carriers.Select(carrier => carrier.Index)],
        Names = [.. answer.Carriers.Select(carrier => carrier.Name)],
        Shares = [.. answer.Carriers.Select(carrier => carrier.Alpha)],
        // The engine answers tracks in the order of the sliders.
        Tracks = [.. answer.Tracks.Zip(request.Sliders, (track, slider) => new DeskTrack
        {
            Id = slider.Id,
            Lower = double.IsNaN(track.Lower) ? null : track.Lower,
            Upper = double.IsNaN(track.Upper) ? null : track.Upper,
            Reach = track.Reach,
            Cosine = track.Cosine,
            Dilations = track.Dilations,
        })],
        EngineMilliseconds = answer.EngineMilliseconds,
    };
}
