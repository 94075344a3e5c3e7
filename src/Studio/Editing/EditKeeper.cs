using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Imaging.Animation;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Editing;

/// <summary>Keeps edits as results: a picture with its code, or a sweep along one slider.</summary>
/// <param name="editor">Renders.</param>
/// <param name="databases">The database.</param>
/// <param name="pictures">Where pictures and codes are.</param>
/// <param name="results">Tells pages of what was kept.</param>
/// <param name="time">The clock.</param>
public sealed class EditKeeper(Editor editor, IDbContextFactory<StudioDb> databases, PictureStore pictures, IResults results, TimeProvider time)
{
    /// <summary>Frames of a sweep, at most.</summary>
    public const int MostFrames = 48;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Renders an edit at full size, without loss, and keeps it.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="workpiece">The picture that was edited; null for none.</param>
    /// <param name="settings">The edit.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The result's key.</returns>
    /// <exception cref="EngineException">Something of it is gone.</exception>
    public async Task<Guid> SaveAsync(Guid person, Guid? workpiece, EditSettings settings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        EditAnswer answer = await RenderAsync(person, settings, lossless: true, withCode: true, cancellation);
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        CodeEntity code = await KeepCodeAsync(db, person, settings, answer, cancellation);
        ResultEntity result = Result(person, workpiece, settings, ResultKind.Edit, pictures.Put(person, answer.Frame.Bytes, ".png"), "image/png");
        (result.CodeId, result.Identity, result.NearestPhoto, result.EffectiveBeta) = (code.Id, answer.Identity, answer.NearestPhoto, answer.EffectiveBeta);
        result.ParametersJson = JsonSerializer.Serialize(new { kind = "edit", edit = settings }, Json);
        db.Results.Add(result);
        await db.SaveChangesAsync(cancellation);
        results.Tell(person);
        return result.Id;
    }

    /// <summary>Renders one slider from end to end, the others where they are, and keeps it as a strip or an animation.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="workpiece">The picture that was edited; null for none.</param>
    /// <param name="settings">The edit.</param>
    /// <param name="direction">The slider that moves; one of the settings'.</param>
    /// <param name="from">Theta at the start.</param>
    /// <param name="to">Theta at the end.</param>
    /// <param name="frames">How many pictures, 3 to <see cref="MostFrames"/>.</param>
    /// <param name="format">How it is kept.</param>
    /// <param name="degreesPerUnit">Degrees of a unit of theta, where a strip's captions say degrees; null for theta itself.</param>
    /// <param name="progress">Told how many pictures are made.</param>
    /// <param name="cancellation">Gives up; nothing is kept then.</param>
    /// <returns>The result's key.</returns>
    /// <exception cref="EngineException">Something of it is gone.</exception>
    public async Task<Guid> SweepAsync(
        Guid person, Guid? workpiece, EditSettings settings, Guid direction, double from, double to, int frames, SweepFormat format,
        double? degreesPerUnit = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        int count = Math.Clamp(frames, 3, MostFrames);
        var made = new List<RgbImage>(count);
        var captions = new List<string>(count);
        for (int i = 0; i < count; i++)
        {
            double theta = from + ((to - from) * i / (count - 1));
            EditSettings step = settings with { Thetas = new Dictionary<Guid, double>(settings.Thetas) { [direction] = theta } };
            EditAnswer answer = await RenderAsync(person, step, lossless: true, withCode: false, cancellation);
            made.Add(ImageFile.Decode(answer.Frame.Bytes, "the sweep's picture"));
            captions.Add(degreesPerUnit is { } degrees
                ? string.Create(CultureInfo.InvariantCulture, $"{theta * degrees:+0;-0;0} deg")
                : string.Create(CultureInfo.InvariantCulture, $"{theta:+0.0;-0.0;0}"));
            progress?.Report(i + 1);
        }

        (byte[] bytes, string extension, string media) = await Task.Run(() => Encode(made, captions, format), cancellation);
        ResultEntity result = Result(person, workpiece, settings, ResultKind.Sweep, pictures.Put(person, bytes, extension), media);
        result.ParametersJson = JsonSerializer.Serialize(new { kind = "sweep", edit = settings, direction, from, to, frames = count, format = format.ToString() }, Json);
        await using StudioDb db = await databases.CreateDbContextAsync(cancellation);
        db.Results.Add(result);
        await db.SaveChangesAsync(cancellation);
        results.Tell(person);
        return result.Id;
    }

    private static (byte[] Bytes, string Extension, string Media) Encode(List<RgbImage> frames, List<string> captions, SweepFormat format) => format switch
    {
        SweepFormat.Gif => (AnimatedGif.Encode(frames, FrameTime, pingPong: true), ".gif", "image/gif"),
        SweepFormat.WebP => (AnimatedWebP.Encode(frames, FrameTime, pingPong: true), ".webp", "image/webp"),
        _ => (ImageWriter.EncodePng(FilmStrip.Render(frames, captions, frames[0].Width)), ".png", "image/png"),
    };

    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(80);

    private async Task<EditAnswer> RenderAsync(Guid person, EditSettings settings, bool lossless, bool withCode, CancellationToken cancellation) =>
        // A session of its own: keeping a picture must not be taken for an older frame of a desk.
        await editor.AskAsync($"keep-{Guid.NewGuid():N}", settings, person, question => question with
        {
            Size = new FrameSize(0, lossless),
            WithTracks = false,
            WithCode = withCode,
        }, cancellation) ?? throw new EngineException("The picture was not made: the engine is closing. Try again in a moment.");

    private async Task<CodeEntity> KeepCodeAsync(
        StudioDb db, Guid person, EditSettings settings, EditAnswer answer, CancellationToken cancellation)
    {
        double[] alpha = answer.Alpha ?? throw new InvalidOperationException("The engine answered without the code that was asked for.");
        // A refined generator keeps the anchors of the one it came from.
        Guid owner = await db.Generators.Where(generator => generator.Id == settings.Generator)
            .Select(generator => generator.RefinedFromId ?? generator.Id).SingleAsync(cancellation);
        List<string> names = await db.Anchors.AsNoTracking().Where(anchor => anchor.GeneratorId == owner)
            .OrderBy(anchor => anchor.Index).Select(anchor => anchor.PhotoName).ToListAsync(cancellation);
        var code = new CodeEntity
        {
            PersonId = person,
            GeneratorId = settings.Generator,
            // Not of the workpiece: the code of a workpiece renders the photo as it is.
            WorkpieceId = null,
            Layers = answer.Layers,
            FileSha = pictures.Put(person, CodeFile.Write(alpha, answer.Layers, names), ".safetensors"),
            AllowedBeta = settings.Beta,
            EffectiveBeta = answer.EffectiveBeta,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Codes.Add(code);
        return code;
    }

    private ResultEntity Result(Guid person, Guid? workpiece, EditSettings settings, ResultKind kind, string sha, string media) => new()
    {
        PersonId = person,
        GeneratorId = settings.Generator,
        WorkpieceId = workpiece,
        Kind = kind,
        PictureSha = sha,
        MediaType = media,
        ParametersJson = "{}",
        AllowedBeta = settings.Beta,
        IsKept = true,
        CreatedUtc = time.GetUtcNow().UtcDateTime,
    };
}
