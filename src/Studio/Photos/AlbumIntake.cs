using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.People;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Photos;

/// <summary>Takes files into albums.</summary>
/// <param name="contexts">The database.</param>
/// <param name="folder">Where everything is.</param>
/// <param name="settings">How much is taken.</param>
/// <param name="locks">One album at a time where files and rows change together.</param>
/// <param name="time">Tells the time.</param>
internal sealed class AlbumIntake(IDbContextFactory<StudioDb> contexts, DataFolder folder, StudioSettings settings, AlbumLocks locks, TimeProvider time)
{
    // Curation passes such a file by: its row keeps what was found when it came.
    private const string Unusable = ".bin";

    private static readonly Dictionary<string, string> Endings = new(StringComparer.Ordinal)
    {
        ["jpeg"] = ".jpg",
        ["png"] = ".png",
        ["webp"] = ".webp",
        ["gif"] = ".gif",
        ["bmp"] = ".bmp",
    };

    public async Task<IReadOnlyList<UploadNeed>> KnownAsync(Guid person, IReadOnlyList<UploadCandidate> files, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        await RequireAsync(db, person, cancellation);
        var photos = await db.Photos.AsNoTracking().Where(p => p.PersonId == person).Select(p => new { p.FileName, p.Bytes, p.Sha256 }).ToListAsync(cancellation);
        HashSet<string> hashes = [.. photos.Select(photo => photo.Sha256)];
        HashSet<(string, long)> names = [.. photos.Select(photo => (photo.FileName, photo.Bytes))];
        int room = settings.Uploads.PhotosPerPerson - photos.Count;
        var needs = new List<UploadNeed>(files.Count);
        foreach (UploadCandidate file in files)
        {
            string name = SafeName.Of(file.Name);
            bool known = file.Sha256 is { } sha ? hashes.Contains(sha) : names.Contains((name, file.Bytes));
            string? problem = known ? null
                : file.Bytes > settings.Uploads.PhotoBytes ? $"{name} is larger than {settings.Uploads.PhotoMegabytes} MB, which is the limit."
                : room-- <= 0 ? Full
                : null;
            needs.Add(new UploadNeed(file.Name, known, problem));
        }

        return needs;
    }

    public async Task<UploadOutcome> AddAsync(Guid person, string fileName, Stream content, CancellationToken cancellation)
    {
        string name = SafeName.Of(fileName);
        await using (StudioDb db = await contexts.CreateDbContextAsync(cancellation))
        {
            await RequireAsync(db, person, cancellation);
        }

        string incoming = folder.NewIncoming();
        try
        {
            (long bytes, string sha) = await Receiver.CopyAsync(content, incoming, settings.Uploads.PhotoBytes, name, cancellation);
            PhotoEntity photo = Describe(person, name, incoming, bytes, sha);
            using IDisposable held = await locks.TakeAsync(person, cancellation);
            return await KeepAsync(photo, incoming, cancellation);
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    /// <summary>What is known of a file by its header alone.</summary>
    public PhotoEntity Describe(Guid person, string name, string path, long bytes, string sha)
    {
        var photo = new PhotoEntity
        {
            PersonId = person,
            FileName = name,
            Sha256 = sha,
            Extension = Unusable,
            Bytes = bytes,
            AddedUtc = time.GetUtcNow().UtcDateTime,
        };
        try
        {
            ImageHeader header = ImageFile.ReadHeader(path, Reading(settings));
            photo.Extension = Endings.GetValueOrDefault(header.Format, Unusable);
            (photo.Width, photo.Height) = (header.Width, header.Height);
            if (photo.Extension == Unusable)
            {
                (photo.Verdict, photo.Reason) = (Verdict.Unreadable.Name(), $"{name} is a picture of a kind that is not supported ({header.Format}). Convert it to JPEG or PNG.");
            }
        }
        catch (EngineException e)
        {
            (photo.Verdict, photo.Reason) = (Verdict.Unreadable.Name(), e.Message.Replace(Path.GetFileName(path), name, StringComparison.Ordinal));
        }

        return photo;
    }

    /// <summary>The limits under which photos are read.</summary>
    public static ImageReadOptions Reading(StudioSettings settings) =>
        new() { MaxPixels = settings.Uploads.PhotoPixels, MaxBytes = settings.Uploads.PhotoBytes };

    private string Full => $"The album is full: {settings.Uploads.PhotosPerPerson} photos are the limit. A hundred good ones are better than thousands.";

    private static async Task RequireAsync(StudioDb db, Guid person, CancellationToken cancellation)
    {
        if (!await db.People.AnyAsync(p => p.Id == person, cancellation))
        {
            throw new PersonNotFoundException();
        }
    }

    private async Task<UploadOutcome> KeepAsync(PhotoEntity photo, string incoming, CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        // Once more: somebody may have been deleted, or have filled the album, while the bytes came.
        await RequireAsync(db, photo.PersonId, cancellation);
        if (await db.Photos.AsNoTracking().SingleOrDefaultAsync(p => p.PersonId == photo.PersonId && p.Sha256 == photo.Sha256, cancellation) is { } known)
        {
            return new UploadOutcome(known.Id, known.Sha256, IsNew: false, Problem(known));
        }

        if (await db.Photos.CountAsync(p => p.PersonId == photo.PersonId, cancellation) >= settings.Uploads.PhotosPerPerson)
        {
            throw new TooMuchException(Full);
        }

        string place = folder.Photo(photo.PersonId, photo.Sha256, photo.Extension);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(incoming, place, overwrite: true);
        db.Photos.Add(photo);
        await db.SaveChangesAsync(CancellationToken.None);
        return new UploadOutcome(photo.Id, photo.Sha256, IsNew: true, Problem(photo));
    }

    private static string? Problem(PhotoEntity photo) => photo.Verdict == Verdict.Unreadable.Name() ? photo.Reason : null;
}
