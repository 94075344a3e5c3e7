using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.People;

/// <summary>People as <c>.mystyle</c> files.</summary>
/// <param name="folder">Where everything is.</param>
/// <param name="intake">Takes generators over.</param>
/// <param name="pictures">Keeps the cover.</param>
/// <param name="settings">How large a file may be.</param>
/// <param name="time">Tells the time.</param>
public sealed class PersonArchives(DataFolder folder, GeneratorIntake intake, PictureStore pictures, StudioSettings settings, TimeProvider time)
{
    private const string Extension = ".mystyle";

    /// <summary>Packs a generator's folder.</summary>
    /// <param name="generator">The folder.</param>
    /// <param name="name">Whose, for messages.</param>
    /// <returns>The archive; it disappears when the stream is closed.</returns>
    public Stream Pack(string generator, string name)
    {
        string file = folder.NewIncoming() + Extension;
        try
        {
            PersonFolder.Pack(generator, file);
        }
        catch (EngineException e)
        {
            throw new EngineException($"{name} cannot be exported: {e.Message}", e);
        }

        return new FileStream(file, new FileStreamOptions { Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous | FileOptions.SequentialScan });
    }

    /// <summary>Receives, checks and unpacks an archive.</summary>
    /// <returns>A whole new person, whose files are in place, to be added to the database.</returns>
    public async Task<PersonEntity> UnpackAsync(Stream archive, string fileName, CancellationToken cancellation)
    {
        string file = folder.NewIncoming() + Extension;
        string unpacked = folder.NewIncoming();
        string shown = SafeName.Of(fileName);
        var row = new PersonEntity { Name = "", Prior = "", CreatedUtc = time.GetUtcNow().UtcDateTime, UpdatedUtc = time.GetUtcNow().UtcDateTime };
        try
        {
            await Receiver.CopyAsync(archive, file, settings.Uploads.PersonBytes, shown, cancellation);
            PersonFolder.Unpack(file, unpacked);
            PersonManifest manifest = PersonFolder.ReadManifest(unpacked);
            row.Name = Clean(manifest.Name);
            row.Prior = GeneratorRow.PriorName(manifest.Prior);
            row.CoverSha = FirstThumbnail(row.Id, unpacked);
            GeneratorEntity generator = intake.Take(row.Id, unpacked, "Imported");
            row.Generators.Add(generator);
            row.GeneratorId = generator.Id;
            return row;
        }
        catch (EngineException e)
        {
            Remove(folder.Person(row.Id));
            // The user knows the file by its own name, not by where it was put.
            throw e.Message.Contains(file, StringComparison.Ordinal) ? new EngineException(e.Message.Replace(file, shown, StringComparison.Ordinal), e) : e;
        }
        catch
        {
            Remove(folder.Person(row.Id));
            throw;
        }
        finally
        {
            File.Delete(file);
            Remove(unpacked);
        }
    }

    /// <summary>The name under which a person's file is offered.</summary>
    public static string FileNameOf(string name) => SafeName.Of(name) + Extension;

    private static string Clean(string name)
    {
        string clean = string.Concat(name.Where(c => !char.IsControl(c))).Trim();
        return clean.Length == 0 ? "Imported" : clean[..Math.Min(clean.Length, PersonName.Longest)];
    }

    private string? FirstThumbnail(Guid person, string unpacked)
    {
        string thumbnails = Path.Combine(unpacked, "thumbnails");
        string? first = Directory.Exists(thumbnails) ? Directory.EnumerateFiles(thumbnails).Order(StringComparer.Ordinal).FirstOrDefault() : null;
        string extension = Path.GetExtension(first ?? "").ToLowerInvariant();
        return first is not null && extension is ".jpg" or ".png" or ".webp" ? pictures.Put(person, File.ReadAllBytes(first!), extension) : null;
    }

    private static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
