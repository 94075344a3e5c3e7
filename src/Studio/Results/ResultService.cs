using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Imaging.Provenance;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Results;

/// <summary>Results: rows in the database, pictures by content hash.</summary>
/// <param name="database">Opens contexts.</param>
/// <param name="store">The pictures.</param>
/// <param name="references">Small pictures of reference photos.</param>
/// <param name="workpieces">Puts results back into their photos.</param>
/// <param name="time">What time it is.</param>
internal sealed class ResultService(
    IDbContextFactory<StudioDb> database, PictureStore store, ReferencePictures references, IWorkpieces workpieces, TimeProvider time) : IResults
{
    private const int Most = 1000;

    public event Action<ResultChange>? Changed;

    public async Task<IReadOnlyList<ResultView>> ListAsync(Guid person, ResultFilter? filter = null, CancellationToken cancellation = default)
    {
        filter ??= new ResultFilter();
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        IQueryable<ResultEntity> rows = db.Results.AsNoTracking().Where(r => r.PersonId == person && r.IsDiscarded == filter.Discarded);
        if (filter.Job is { } job)
        {
            rows = rows.Where(r => r.JobId == job);
        }
        else
        {
            rows = rows.Where(r => !r.ParametersJson.Contains(ResultRecipe.GhostMark));
        }

        if (filter.Workpiece is { } workpiece)
        {
            rows = rows.Where(r => r.WorkpieceId == workpiece);
        }

        if (filter.Kinds.Count > 0)
        {
            rows = rows.Where(r => filter.Kinds.Contains(r.Kind));
        }

        if (filter.OnlyKept)
        {
            rows = rows.Where(r => r.IsKept);
        }

        if (!filter.WithComparisons && filter.Job is null)
        {
            rows = rows.Where(r => !r.IsComparison);
        }

        rows = filter.Job is null ? rows.OrderByDescending(r => r.CreatedUtc).ThenBy(r => r.Id) : rows.OrderBy(r => r.CreatedUtc).ThenBy(r => r.Id);
        List<ResultEntity> found = await rows.Skip(Math.Max(0, filter.Skip)).Take(Math.Clamp(filter.Take, 1, Most)).ToListAsync(cancellation);
        return [.. found.Select(ResultView.Of)];
    }

    public async Task<ResultView?> GetAsync(Guid person, Guid result, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        ResultEntity? row = await db.Results.AsNoTracking().SingleOrDefaultAsync(r => r.Id == result && r.PersonId == person, cancellation);
        return row is null ? null : ResultView.Of(row);
    }

    public async Task<ResultView> AddAsync(Guid person, NewResult result, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        if (!await db.People.AnyAsync(p => p.Id == person, cancellation))
        {
            throw new NotThereException("There is no such person any more, so the picture was not kept.");
        }

        ResultEntity row = new()
        {
            PersonId = person,
            GeneratorId = result.Generator,
            WorkpieceId = result.Workpiece,
            CodeId = result.Code,
            Kind = result.Kind,
            PictureSha = store.Put(person, result.Bytes, ExtensionOf(result.MediaType)),
            MediaType = result.MediaType,
            ParametersJson = result.ParametersJson,
            Identity = result.Identity,
            NearestPhoto = result.NearestPhoto,
            AllowedBeta = result.AllowedBeta,
            EffectiveBeta = result.EffectiveBeta,
            Seed = result.Seed,
            IsKept = result.IsKept,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Add(row);
        await db.SaveChangesAsync(cancellation);
        Tell(person);
        return ResultView.Of(row);
    }

    public async Task KeepAsync(Guid person, IReadOnlyCollection<Guid> results, bool keep = true, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        await db.Results.Where(r => r.PersonId == person && results.Contains(r.Id)).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.IsKept, keep).SetProperty(r => r.IsDiscarded, r => r.IsDiscarded && !keep), cancellation);
        Tell(person);
    }

    public async Task DiscardAsync(Guid person, IReadOnlyCollection<Guid> results, bool discard = true, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        await db.Results.Where(r => r.PersonId == person && results.Contains(r.Id)).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.IsDiscarded, discard).SetProperty(r => r.IsKept, r => r.IsKept && !discard), cancellation);
        Tell(person);
    }

    public async Task<int> EmptyAsync(Guid person, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        List<ResultEntity> rows = await db.Results.Where(r => r.PersonId == person && r.IsDiscarded).ToListAsync(cancellation);
        db.RemoveRange(rows);
        await db.SaveChangesAsync(cancellation);
        foreach (string sha in rows.SelectMany(r => new[] { r.PictureSha, r.RenderingSha }).OfType<string>().Distinct())
        {
            bool needed = await db.Results.AnyAsync(r => r.PersonId == person && (r.PictureSha == sha || r.RenderingSha == sha || r.MaskSha == sha), cancellation)
                || await db.Workpieces.AnyAsync(
                    w => w.PersonId == person && (w.AlignedSha == sha || w.OriginalSha == sha || w.SmallSha == sha || w.MaskSha == sha), cancellation);
            if (!needed && store.Find(person, sha) is { } path)
            {
                File.Delete(path);
            }
        }

        Tell(person);
        return rows.Count;
    }

    public async Task<EncodedPicture> DownloadAsync(Guid person, Guid result, DownloadOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ResultView row = await RequireAsync(person, result, cancellation);
        EncodedPicture picture = options.IntoOriginal && row.Workpiece is { } workpiece
            ? await workpieces.PutBackAsync(person, workpiece, row.PictureSha, row.MaskSha, row.Kind == ResultKind.Upscale, cancellation)
            : new EncodedPicture(await File.ReadAllBytesAsync(PathOf(person, row.PictureSha), cancellation), row.MediaType, NameOf(row));
        if (!options.WithProvenance)
        {
            return picture;
        }

        ProvenanceRecord record = new(
            SourceOf(row.Kind), ProvenanceRecord.Studio, new DateTimeOffset(row.CreatedUtc, TimeSpan.Zero), ResultRecipe.ForDownload(row.ParametersJson),
            DescriptionOf(row.Kind));
        return picture with { Bytes = ProvenanceWriter.Embed(picture.Bytes, record) };
    }

    public async Task<PictureOrder?> RecipeAsync(Guid person, Guid result, CancellationToken cancellation = default) =>
        ResultRecipe.Order((await RequireAsync(person, result, cancellation)).ParametersJson);

    public Task<EncodedPicture?> ReferenceAsync(Guid person, string photoName, Guid? generator = null, CancellationToken cancellation = default) =>
        references.FindAsync(person, photoName, generator, cancellation);

    public Task<EncodedPicture> DifferenceAsync(Guid person, string shaA, string shaB, double gain = 4, CancellationToken cancellation = default) => Task.Run(
        () =>
        {
            RgbImage a = ImageFile.Read(PathOf(person, shaA)), b = ImageFile.Read(PathOf(person, shaB));
            RgbImage difference = PictureDifference.Render(a, Resampler.Resize(b, a.Width, a.Height), Math.Clamp(gain, 0.1, 64));
            return new EncodedPicture(ImageWriter.EncodePng(difference), "image/png", "difference.png");
        },
        cancellation);

    public void Tell(Guid person) => Changed?.Invoke(new ResultChange(person));

    private static string ExtensionOf(string mediaType) => mediaType switch
    {
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/webp" => ".webp",
        "image/gif" => ".gif",
        _ => throw new EngineException($"A picture of the kind {mediaType} is not kept. PNG, JPEG, WebP and GIF are."),
    };

    private static string NameOf(ResultView row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Kind.ToString().ToLowerInvariant()}-{row.CreatedUtc:yyyyMMdd-HHmmss}{ExtensionOf(row.MediaType)}");

    private static DigitalSourceType SourceOf(ResultKind kind) => kind is ResultKind.Sample or ResultKind.Walk or ResultKind.Sweep or ResultKind.Inversion
        ? DigitalSourceType.TrainedAlgorithmicMedia
        : DigitalSourceType.CompositeWithTrainedAlgorithmicMedia;

    private static string DescriptionOf(ResultKind kind) => kind switch
    {
        ResultKind.Inversion => "A photo as a personal generative prior renders it.",
        ResultKind.Inpainting => "A photo of which a personal generative prior filled a part.",
        ResultKind.Upscale => "A photo enlarged with a personal generative prior.",
        ResultKind.Restoration => "A photo restored with a personal generative prior.",
        ResultKind.Edit => "A photo edited with a personal generative prior.",
        ResultKind.Sweep => "Pictures along a direction, made by a personal generative prior.",
        ResultKind.Walk => "A walk between photos, made by a personal generative prior.",
        _ => "A picture made by a personal generative prior. It shows a moment that never was.",
    };

    private async Task<ResultView> RequireAsync(Guid person, Guid result, CancellationToken cancellation) =>
        await GetAsync(person, result, cancellation) ?? throw new NotThereException("That result is not there any more.");

    private string PathOf(Guid person, string sha) =>
        store.Find(person, sha) ?? throw new EngineException("A picture's file is missing from the data folder, so it cannot be shown.");
}
