using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Imaging;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Results;

/// <summary>Small pictures of reference photos by name: what the generator kept of them, or the album's.</summary>
/// <param name="database">Opens contexts.</param>
/// <param name="folder">Where everything is.</param>
internal sealed class ReferencePictures(IDbContextFactory<StudioDb> database, DataFolder folder)
{
    private const int Side = 160;

    /// <summary>Finds one; null if there is none.</summary>
    public async Task<EncodedPicture?> FindAsync(Guid person, string name, Guid? generator, CancellationToken cancellation)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        Guid? id = generator ?? await db.People.Where(p => p.Id == person).Select(p => p.GeneratorId).SingleOrDefaultAsync(cancellation);
        GeneratorEntity? row = await db.Generators.AsNoTracking().SingleOrDefaultAsync(g => g.Id == id && g.PersonId == person, cancellation);
        // A refined generator keeps the anchors of the one it came from.
        Guid? anchors = row?.RefinedFromId ?? row?.Id;
        AnchorEntity? anchor = await db.Anchors.AsNoTracking().FirstOrDefaultAsync(a => a.GeneratorId == anchors && a.PhotoName == name, cancellation);
        string? sha = anchor?.PhotoSha;
        PhotoEntity? photo = await db.Photos.AsNoTracking()
            .Where(p => p.PersonId == person && (sha != null ? p.Sha256 == sha : p.FileName == name)).OrderBy(p => p.AddedUtc).FirstOrDefaultAsync(cancellation);
        string? path = photo?.AlignedPath is { } aligned ? Path.Combine(folder.Person(person), aligned) : null;
        path = path is not null && File.Exists(path) ? path : row is null || anchor is null ? null : Kept(folder.Generator(person, row.Sha256), anchor.Index);
        return path is null ? null : await Task.Run(() => Reduced(path), cancellation);
    }

    // The engine keeps thumbnails by the anchors' rows.
    private static string? Kept(string generator, int row)
    {
        string path = Path.Combine(generator, "thumbnails", FormattableString.Invariant($"{row:D4}.jpg"));
        return File.Exists(path) ? path : null;
    }

    private static EncodedPicture Reduced(string path)
    {
        RgbImage picture = ImageFile.DecodeReduced(ImageFile.ReadBytes(path), "A reference photo", Side).Image;
        double scale = Math.Min(1, (double)Side / Math.Max(picture.Width, picture.Height));
        RgbImage small = Resampler.Resize(picture, Math.Max(1, (int)(scale * picture.Width)), Math.Max(1, (int)(scale * picture.Height)));
        return new EncodedPicture(Preview.Encode(small, 85), Preview.MediaType, "reference.jpg");
    }
}
