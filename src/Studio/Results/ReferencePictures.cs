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
    private static readonly string[] Extensions = ["", ".jpg", ".png", ".webp"];

    /// <summary>Finds one; null if there is none.</summary>
    public async Task<EncodedPicture?> FindAsync(Guid person, string name, Guid? generator, CancellationToken cancellation)
    {
        await using StudioDb db = await database.CreateDbContextAsync(cancellation);
        Guid? id = generator ?? await db.People.Where(p => p.Id == person).Select(p => p.GeneratorId).SingleOrDefaultAsync(cancellation);
        GeneratorEntity? row = await db.Generators.AsNoTracking().SingleOrDefaultAsync(g => g.Id == id && g.PersonId == person, cancellation);
        string? sha = row is null ? null : await db.Anchors.Where(a => a.GeneratorId == row.Id && a.PhotoName == name).Select(a => a.PhotoSha).FirstOrDefaultAsync(cancellation);
        PhotoEntity? photo = await db.Photos.AsNoTracking()
            .Where(p => p.PersonId == person && (sha != null ? p.Sha256 == sha : p.FileName == name)).OrderBy(p => p.AddedUtc).FirstOrDefaultAsync(cancellation);
        string? path = photo?.AlignedPath is { } aligned ? Path.Combine(folder.Person(person), aligned) : null;
        path = path is not null && File.Exists(path) ? path : row is null ? null : Kept(folder.Generator(person, row.Sha256), name);
        return path is null ? null : await Task.Run(() => Reduced(path), cancellation);
    }

    private static string? Kept(string generator, string name)
    {
        // Only names of files that are there count: nothing a user writes becomes a path.
        string thumbnails = Path.Combine(generator, "thumbnails");
        if (!Directory.Exists(thumbnails))
        {
            return null;
        }

        string stem = Path.GetFileNameWithoutExtension(name);
        HashSet<string> wanted = [.. Extensions.Select(extension => name + extension), .. Extensions.Select(extension => stem + extension)];
        return Directory.EnumerateFiles(thumbnails).FirstOrDefault(file => wanted.Contains(Path.GetFileName(file)));
    }

    private static EncodedPicture Reduced(string path)
    {
        RgbImage picture = ImageFile.DecodeReduced(ImageFile.ReadBytes(path), "A reference photo", Side).Image;
        double scale = Math.Min(1, (double)Side / Math.Max(picture.Width, picture.Height));
        RgbImage small = Resampler.Resize(picture, Math.Max(1, (int)(scale * picture.Width)), Math.Max(1, (int)(scale * picture.Height)));
        return new EncodedPicture(Preview.Encode(small, 85), Preview.MediaType, "reference.jpg");
    }
}
