using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Imaging.Animation;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Exploring;

/// <summary>Pictures from inside the hull: drawn at random, under a point of the map, on a walk between photos; and what is kept of them.</summary>
/// <param name="engine">The engine.</param>
/// <param name="databases">The database.</param>
/// <param name="folder">Where generators are.</param>
/// <param name="pictures">Where codes are kept.</param>
/// <param name="results">Where pictures are kept.</param>
/// <param name="time">The clock.</param>
public sealed class Explorer(
    IEngineService engine, IDbContextFactory<StudioDb> databases, DataFolder folder, PictureStore pictures, IResults results, TimeProvider time)
{
    /// <summary>Frames of a walk's animation.</summary>
    public const int WalkFrames = 24;

    // Far beyond the dial's end; numbers that large only overflow.
    private const double GreatestBeta = 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(80);
    private readonly ConcurrentDictionary<(Guid Person, Guid Generator), string> _folders = new();

    /// <summary>The anchors as a map.</summary>
    /// <exception cref="EngineException">The generator is gone.</exception>
    public async Task<MapAnswer> MapAsync(Guid person, Guid generator, CancellationToken cancellation = default) =>
        await engine.AskAsync($"map-{Guid.NewGuid():N}", new MapQuestion { PersonFolder = await FolderAsync(person, generator, cancellation) }, cancellation)
        ?? throw Closing();

    /// <summary>Draws samples.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="generator">With which generator.</param>
    /// <param name="settings">How; its index is the first that is drawn.</param>
    /// <param name="count">How many.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EngineException">The generator is gone.</exception>
    public async Task<IReadOnlyList<PointAnswer>> SampleAsync(
        Guid person, Guid generator, SampleSettings settings, int count, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string path = await FolderAsync(person, generator, cancellation);
        var question = new SampleQuestion
        {
            PersonFolder = path,
            Sampler = settings.Sampler,
            Beta = settings.Beta,
            Seed = (ulong)settings.Seed,
            Skip = settings.Index,
            Count = count,
            Size = new FrameSize(0, Lossless: true),
        };
        return (await engine.AskAsync($"sample-{Guid.NewGuid():N}", question, cancellation) ?? throw Closing()).Samples;
    }

    /// <summary>Renders a point while it is dragged; problems come back as a sentence.</summary>
    /// <param name="session">Which page: of its requests only the newest is answered with a picture.</param>
    /// <param name="request">The point.</param>
    /// <param name="cancellation">The page was closed.</param>
    public async Task<PointReply> PointAsync(string session, PointRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            if (!Guid.TryParse(request.Person, out Guid person) || !Guid.TryParse(request.Generator, out Guid generator)
                || !double.IsFinite(request.Along) || request.Beta is not (>= 0 and <= GreatestBeta) || request.Place?.Any(value => !double.IsFinite(value)) == true)
            {
                throw new EngineException("The page asks for something that is not there. Reload it.");
            }

            PointQuestion question = Question(await FolderAsync(person, generator, cancellation), request) with
            {
                WithIdentity = request.WithIdentity,
                Size = new FrameSize(Math.Clamp(request.MaxSide, 0, 4096)),
            };
            return await engine.AskAsync(session, question, cancellation) is { } answer ? Reply(request, answer) : new PointReply { Sequence = request.Sequence };
        }
        catch (EngineException e)
        {
            return new PointReply { Sequence = request.Sequence, Problem = e.Message };
        }
    }

    /// <summary>Keeps a sample.</summary>
    public async Task<Guid> KeepSampleAsync(Guid person, Guid generator, SampleSettings settings, PointAnswer sample, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return await KeepAsync(
            person, generator, ResultKind.Sample, sample, settings.Beta, settings.Seed, JsonSerializer.Serialize(new { kind = "sample", sample = settings }, Json),
            cancellation);
    }

    /// <summary>Keeps the picture under a point of the map, or of a walk.</summary>
    /// <exception cref="EngineException">The generator is gone.</exception>
    public async Task<Guid> KeepPointAsync(PointRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        (Guid person, Guid generator) = (Guid.Parse(request.Person), Guid.Parse(request.Generator));
        PointQuestion question = Question(await FolderAsync(person, generator, cancellation), request) with { WithIdentity = true, Size = new FrameSize(0, Lossless: true) };
        PointAnswer answer = await engine.AskAsync($"keep-{Guid.NewGuid():N}", question, cancellation) ?? throw Closing();
        string parameters = JsonSerializer.Serialize(
            new { kind = request.Place is null ? "walk" : "map", place = request.Place, anchors = request.Anchors, along = request.Along, beta = request.Beta }, Json);
        return await KeepAsync(person, generator, ResultKind.Walk, answer, request.Beta, 0, parameters, cancellation);
    }

    /// <summary>Renders a walk from its first station to its last and keeps it as an animation.</summary>
    /// <exception cref="EngineException">The generator is gone, or the walk has fewer than two stations.</exception>
    public async Task<Guid> KeepWalkAsync(Guid person, Guid generator, IReadOnlyList<int> anchors, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        if (anchors.Count < 2)
        {
            throw new EngineException("A walk has at least two stations. Choose another photo.");
        }

        string path = await FolderAsync(person, generator, cancellation);
        var frames = new List<RgbImage>();
        for (int i = 0; i < WalkFrames; i++)
        {
            double t = (anchors.Count - 1) * i / (WalkFrames - 1.0);
            PointAnswer answer = await engine.AskAsync(
                $"walk-{Guid.NewGuid():N}", new PointQuestion { PersonFolder = path, Mix = WalkPoint.At(anchors, t).Weights, Size = new FrameSize(0, Lossless: true) }, cancellation)
                ?? throw Closing();
            frames.Add(ImageFile.Decode(answer.Frame.Bytes, "the walk's picture"));
            progress?.Report(i + 1);
        }

        byte[] bytes = await Task.Run(() => AnimatedWebP.Encode(frames, FrameTime, pingPong: true), cancellation);
        var made = new NewResult(ResultKind.Walk, bytes, "image/webp", JsonSerializer.Serialize(new { kind = "walk", anchors, frames = WalkFrames }, Json))
        {
            Generator = generator,
            IsKept = true,
        };
        return (await results.AddAsync(person, made, cancellation)).Id;
    }

    private static PointQuestion Question(string path, PointRequest request) => new()
    {
        PersonFolder = path,
        Place = request.Place is { Count: 2 } place ? [.. place] : null,
        Mix = request.Place is null && request.Anchors.Count > 0 ? WalkPoint.At(request.Anchors, request.Along).Weights : null,
        Beta = request.Beta,
    };

    private static PointReply Reply(PointRequest request, PointAnswer answer) => new()
    {
        Sequence = request.Sequence,
        MediaType = answer.Frame.MediaType,
        Bytes = answer.Frame.Bytes,
        X = answer.X,
        Y = answer.Y,
        EffectiveBeta = answer.EffectiveBeta,
        Identity = answer.Identity,
        NearestPhoto = answer.NearestPhoto,
        Anchors = [.. answer.Carriers.Select(carrier => carrier.Index)],
        Shares = [.. answer.Carriers.Select(carrier => carrier.Alpha)],
        EngineMilliseconds = answer.EngineMilliseconds,
    };

    private async Task<Guid> KeepAsync(
        Guid person, Guid generator, ResultKind kind, PointAnswer answer, double beta, long seed, string parameters, CancellationToken cancellation)
    {
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        List<string> names = await db.Anchors.AsNoTracking().Where(anchor => anchor.GeneratorId == generator).OrderBy(anchor => anchor.Index)
            .Select(anchor => anchor.PhotoName).ToListAsync(cancellation);
        var code = new CodeEntity
        {
            PersonId = person,
            GeneratorId = generator,
            Layers = 1,
            FileSha = pictures.Put(person, CodeFile.Write(answer.Alpha, 1, names), ".safetensors"),
            AllowedBeta = beta,
            EffectiveBeta = answer.EffectiveBeta,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Codes.Add(code);
        await db.SaveChangesAsync(cancellation);
        var made = new NewResult(kind, answer.Frame.Bytes, answer.Frame.MediaType, parameters)
        {
            Generator = generator,
            Code = code.Id,
            Identity = answer.Identity,
            NearestPhoto = answer.NearestPhoto,
            AllowedBeta = beta,
            EffectiveBeta = answer.EffectiveBeta,
            Seed = seed,
            IsKept = true,
        };
        return (await results.AddAsync(person, made, cancellation)).Id;
    }

    private async Task<string> FolderAsync(Guid person, Guid generator, CancellationToken cancellation)
    {
        if (_folders.TryGetValue((person, generator), out string? known) && Directory.Exists(known))
        {
            return known;
        }

        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        string sha = await db.Generators.Where(item => item.Id == generator && item.PersonId == person).Select(item => item.Sha256).FirstOrDefaultAsync(cancellation)
            ?? throw new EngineException("That generator is not there any more. Choose another one, or train the person again.");
        return _folders[(person, generator)] = folder.Generator(person, sha);
    }

    private static EngineException Closing() => new("The picture was not made: the engine is closing. Try again in a moment.");
}
