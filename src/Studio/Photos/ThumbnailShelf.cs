using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Photos;

/// <summary>The pictures of an album as files: as they came, aligned, and small ones that are made once each.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="settings">How large a photo may be.</param>
public sealed class ThumbnailShelf(IDbContextFactory<StudioDb> contexts, DataFolder folder, StudioSettings settings) : IDisposable
{
    private const int Side = 320;
    private const int Quality = 82;

    // Decoding a large photo takes a core and some tens of megabytes for a moment.
    private readonly SemaphoreSlim _decoding = new(Math.Max(1, Environment.ProcessorCount));
    private readonly ConcurrentDictionary<string, Lazy<Task<string?>>> _making = new(StringComparer.Ordinal);

    /// <summary>The row of a photo; null if there is none.</summary>
    public async Task<PhotoEntity?> FindAsync(Guid person, Guid photo, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Photos.AsNoTracking().SingleOrDefaultAsync(p => p.Id == photo && p.PersonId == person, cancellation);
    }

    /// <summary>The photo's file; null if it is gone.</summary>
    public string? File(PhotoEntity photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return Existing(folder.Photo(photo.PersonId, photo.Sha256, photo.Extension));
    }

    /// <summary>The aligned picture's file; null if there is none.</summary>
    public string? Aligned(PhotoEntity photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return photo.AlignedPath is { } path ? Existing(Path.Combine(folder.Person(photo.PersonId), path)) : null;
    }

    /// <summary>A small picture (JPEG, at most 320 pixels a side), made now if need be; null if the photo cannot be read.</summary>
    public async Task<string?> SmallAsync(PhotoEntity photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        string path = PathOf(photo.PersonId, photo.Sha256);
        if (System.IO.File.Exists(path))
        {
            return path;
        }

        try
        {
            return await _making.GetOrAdd(path, _ => new Lazy<Task<string?>>(() => MakeAsync(photo, path))).Value;
        }
        finally
        {
            _making.TryRemove(path, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _decoding.Dispose();

    /// <summary>Removes the small picture of a photo.</summary>
    internal void Forget(Guid person, string sha256)
    {
        string path = PathOf(person, sha256);
        if (System.IO.File.Exists(path))
        {
            System.IO.File.Delete(path);
        }
    }

    private async Task<string?> MakeAsync(PhotoEntity photo, string path)
    {
        if (File(photo) is not { } source)
        {
            return null;
        }

        await _decoding.WaitAsync();
        try
        {
            return await Task.Run(() =>
            {
                ImageReadOptions reading = AlbumIntake.Reading(settings);
                RgbImage picture = ImageFile.DecodeReduced(ImageFile.ReadBytes(source, reading), photo.FileName, Side, reading).Image;
                double scale = Math.Min(1.0, (double)Side / Math.Max(picture.Width, picture.Height));
                RgbImage small = scale < 1
                    ? Resampler.Resize(picture, Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)), ResampleFilter.Bilinear)
                    : picture;
                ImageWriter.WriteJpeg(path, small, Quality);
                return path;
            });
        }
        catch (EngineException)
        {
            return null;
        }
        finally
        {
            _decoding.Release();
        }
    }

    private string PathOf(Guid person, string sha256) => Path.Combine(folder.Thumbnails(person), DataFolder.Checked(sha256) + ".jpg");

    private static string? Existing(string path) => System.IO.File.Exists(path) ? path : null;
}
