using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Workpieces;

/// <summary>The opened pictures: rows in the database, files by content hash.</summary>
/// <param name="database">Opens contexts.</param>
/// <param name="store">Pictures and masks.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="faces">Finds faces.</param>
/// <param name="time">What time it is.</param>
internal sealed partial class WorkpieceService(
    IDbContextFactory<StudioDb> database, PictureStore store, DataFolder folder, FaceDesk faces, TimeProvider time) : IWorkpieces
{
    // Of the person's own photos, a face of 24 px is taken for somebody else's, and one of 36 px is not.
    private const int LeastToJudge = 32;

    public event Action<WorkpieceChange>? Changed;

    public async Task<IReadOnlyList<WorkpieceView>> ListAsync(Guid person, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        List<WorkpieceEntity> rows = await db.Workpieces.AsNoTracking()
            .Where(w => w.PersonId == person).OrderByDescending(w => w.UpdatedUtc).ThenByDescending(w => w.Id).ToListAsync(cancellation);
        return [.. rows.Select(WorkpieceJson.ToView)];
    }

    public async Task<WorkpieceView?> GetAsync(Guid person, Guid workpiece, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        WorkpieceEntity? row = await db.Workpieces.AsNoTracking().SingleOrDefaultAsync(w => w.Id == workpiece && w.PersonId == person, cancellation);
        return row is null ? null : WorkpieceJson.ToView(row);
    }

    public async Task<WorkpieceView> OpenAsync(Guid person, string fileName, Stream content, CancellationToken cancellation = default)
    {
        string name = PictureInput.CleanName(fileName);
        byte[] bytes = await PictureInput.ReadAsync(content, PictureInput.MostBytes, name, cancellation);
        return await OpenBytesAsync(person, name, bytes, isFromAlbum: false, cancellation);
    }

    public async Task<WorkpieceView> OpenPhotoAsync(Guid person, Guid photo, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        PhotoEntity row = await db.Photos.AsNoTracking().SingleOrDefaultAsync(p => p.Id == photo && p.PersonId == person, cancellation)
            ?? throw new NotThereException("That photo is not in the album any more.");
        byte[] bytes = await Task.Run(() => ImageFile.ReadBytes(Path.Combine(folder.Photos(person), row.Sha256 + row.Extension), PictureInput.Limits), cancellation);
        return await OpenBytesAsync(person, row.FileName, bytes, isFromAlbum: true, cancellation);
    }

    public async Task<WorkpieceView> OpenResultAsync(Guid person, Guid result, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        ResultEntity row = await db.Results.AsNoTracking().SingleOrDefaultAsync(r => r.Id == result && r.PersonId == person, cancellation)
            ?? throw new NotThereException("That result is not there any more.");
        WorkpieceEntity? source = row.WorkpieceId is { } id ? await db.Workpieces.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellation) : null;
        PersonPrior prior = await PersonPrior.FindAsync(db, folder, person, cancellation);
        WorkpieceEntity opened = await faces.WorkAsync(
            analyzer =>
            {
                RgbImage picture = Read(person, row.PictureSha);
                RgbImage square = Resampler.Resize(picture, prior.Resolution, prior.Resolution);
                Alignment? alignment = WorkpieceJson.Read(source?.AlignmentJson);
                byte[] original = alignment is null || source is null
                    ? ImageWriter.EncodePng(picture)
                    : ImageWriter.EncodePng(PasteBack.Into(Read(person, source.OriginalSha), alignment, source.SmallSide, picture, MaskOf(person, row.MaskSha), false));
                CutPicture cut = new(square, alignment, null, $"Goes on from a result{(source is null ? "" : $" of {source.FileName}")}.");
                return NewRow(person, source?.FileName ?? "result.png", (original, ".png"), cut, analyzer, prior);
            },
            cancellation);
        WorkpieceView kept = await KeepAsync(opened, cancellation);
        await TakeCodeAsync(db, row, kept.Id, cancellation);
        return kept;
    }

    public async Task<WorkpieceView> TryDegradationAsync(Guid person, Guid workpiece, string degradation, CancellationToken cancellation = default)
    {
        DegradationSpec spec = DegradationSpec.Parse(degradation);
        WorkpieceEntity source = await RequireAsync(person, workpiece, cancellation);
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        PersonPrior prior = await PersonPrior.FindAsync(db, folder, person, cancellation);
        WorkpieceEntity opened = await faces.WorkAsync(
            analyzer =>
            {
                RgbImage worse = spec.Apply(Read(person, source.AlignedSha));
                CutPicture cut = new(worse, null, null, $"{source.FileName} with {DegradationWords.Of(spec)} added, to try a restoration out.");
                return NewRow(person, source.FileName, (ImageWriter.EncodePng(worse), ".png"), cut, analyzer, prior);
            },
            cancellation);
        return await KeepAsync(opened, cancellation);
    }

    public async Task<WorkpieceView> AlignAsync(Guid person, Guid workpiece, SquarePlacement? placement, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        WorkpieceEntity row = await db.Workpieces.SingleOrDefaultAsync(w => w.Id == workpiece && w.PersonId == person, cancellation) ?? throw Gone();
        PersonPrior prior = await PersonPrior.FindAsync(db, folder, person, cancellation);
        WorkpieceEntity fresh = await faces.WorkAsync(
            analyzer =>
            {
                RgbImage photo = Read(person, row.OriginalSha);
                CutPicture cut = placement is null
                    ? PictureCutter.ByFace(analyzer, photo, row.FileName, prior.Resolution)
                    : PictureCutter.ByHand(photo, placement, prior.Resolution);
                return NewRow(person, row.FileName, null, cut, analyzer, prior);
            },
            cancellation);
        if (fresh.AlignedSha != row.AlignedSha)
        {
            // What was painted lies elsewhere now.
            row.MaskSha = null;
        }

        (row.AlignedSha, row.AlignmentJson, row.SmallSide, row.SmallSha) = (fresh.AlignedSha, fresh.AlignmentJson, fresh.SmallSide, fresh.SmallSha);
        (row.MedianCosine, row.ProbablySomebodyElse, row.Remark) = (fresh.MedianCosine, fresh.ProbablySomebodyElse, fresh.Remark);
        return await SaveAsync(db, row, cancellation);
    }

    public async Task CloseAsync(Guid person, Guid workpiece, CancellationToken cancellation = default)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        if (await db.Workpieces.Where(w => w.Id == workpiece && w.PersonId == person).ExecuteDeleteAsync(cancellation) > 0)
        {
            Changed?.Invoke(new WorkpieceChange(person, workpiece));
        }
    }

    private static NotThereException Gone() => new("That picture is not open any more. Open it again.");

    private async Task<WorkpieceView> OpenBytesAsync(Guid person, string name, byte[] bytes, bool isFromAlbum, CancellationToken cancellation)
    {
        PersonPrior prior;
        await using (StudioDb db = await database.CreateDbContextAsync(cancellation))
        {
            prior = await PersonPrior.FindAsync(db, folder, person, cancellation);
        }

        WorkpieceEntity row = await faces.WorkAsync(
            analyzer =>
            {
                RgbImage photo = ImageFile.Decode(bytes, name, PictureInput.Limits);
                CutPicture cut = PictureCutter.ByFace(analyzer, photo, name, prior.Resolution);
                WorkpieceEntity opened = NewRow(person, name, PictureInput.ToKeep(bytes, photo), cut, analyzer, prior);
                opened.IsFromAlbum = isFromAlbum;
                return opened;
            },
            cancellation);
        return await KeepAsync(row, cancellation);
    }

    /// <summary>A row for a picture; its files are kept at once, which costs nothing when the same bytes are there.</summary>
    private WorkpieceEntity NewRow(
        Guid person, string name, (byte[] Bytes, string Extension)? original, CutPicture cut, FaceAnalyzer analyzer, PersonPrior prior)
    {
        // Too few pixels look like nobody: a warning would be wrong more often than right.
        IdentityVerdict? verdict = cut.Small is { Width: < LeastToJudge } ? null : faces.Judge(analyzer, prior.Folder, cut.Aligned);
        DateTime now = time.GetUtcNow().UtcDateTime;
        return new WorkpieceEntity
        {
            PersonId = person,
            FileName = name,
            OriginalSha = original is { } file ? store.Put(person, file.Bytes, file.Extension) : "",
            OriginalMediaType = original is { } kept ? PictureStore.MediaTypeOf(kept.Extension) : "",
            AlignedSha = store.Put(person, ImageWriter.EncodePng(cut.Aligned), ".png"),
            AlignmentJson = WorkpieceJson.Write(cut.Alignment),
            SmallSide = cut.Small?.Width ?? 0,
            SmallSha = cut.Small is { } small ? store.Put(person, ImageWriter.EncodePng(small), ".png") : null,
            MedianCosine = verdict?.MedianCosine,
            ProbablySomebodyElse = verdict?.ProbablySomebodyElse == true,
            Remark = cut.Remark,
            CreatedUtc = now,
            UpdatedUtc = now,
        };
    }

    private async Task<WorkpieceView> KeepAsync(WorkpieceEntity row, CancellationToken cancellation)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        WorkpieceEntity? known = await db.Workpieces.FirstOrDefaultAsync(w => w.PersonId == row.PersonId && w.OriginalSha == row.OriginalSha, cancellation);
        if (known is null)
        {
            db.Add(row);
        }

        return await SaveAsync(db, known ?? row, cancellation);
    }

    /// <summary>A picture that goes on from a result starts from the result's code: nothing has to be searched for again.</summary>
    private async Task TakeCodeAsync(StudioDb db, ResultEntity result, Guid workpiece, CancellationToken cancellation)
    {
        CodeEntity? code = result.CodeId is { } id ? await db.Codes.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation) : null;
        if (code is null || await db.Codes.AnyAsync(c => c.WorkpieceId == workpiece && c.GeneratorId == code.GeneratorId, cancellation))
        {
            return;
        }

        (code.Id, code.WorkpieceId, code.CreatedUtc) = (Guid.CreateVersion7(), workpiece, time.GetUtcNow().UtcDateTime);
        db.Codes.Add(code);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<WorkpieceView> SaveAsync(StudioDb db, WorkpieceEntity row, CancellationToken cancellation)
    {
        row.UpdatedUtc = time.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(cancellation);
        Changed?.Invoke(new WorkpieceChange(row.PersonId, row.Id));
        return WorkpieceJson.ToView(row);
    }

    private async Task<WorkpieceEntity> RequireAsync(Guid person, Guid workpiece, CancellationToken cancellation)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        return await db.Workpieces.AsNoTracking().SingleOrDefaultAsync(w => w.Id == workpiece && w.PersonId == person, cancellation) ?? throw Gone();
    }

    private Mask? MaskOf(Guid person, string? sha) => sha is null ? null : Mask.Luma(Read(person, sha));

    private RgbImage Read(Guid person, string sha) => ImageFile.Read(PathOf(person, sha), PictureInput.Limits);

    private string PathOf(Guid person, string sha) => store.Find(person, sha) ?? throw new EngineException("A picture's file is missing from the data folder.");
}
