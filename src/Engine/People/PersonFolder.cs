using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.People;

/// <summary>A person on disk: a folder, or the same files in one <c>.mystyle</c> archive.</summary>
public static class PersonFolder
{
    /// <summary>Reads a person whole.</summary>
    /// <param name="path">A folder or a .mystyle file.</param>
    /// <param name="priorSha256">SHA-256 of the prior it must have been tuned from; null to accept any.</param>
    /// <exception cref="EngineException">It is missing, incomplete, damaged, of a newer format, or of another prior.</exception>
    public static Person Open(string path, string? priorSha256 = null) =>
        InFolder(path, folder => PersonReader.Read(folder, path, priorSha256));

    /// <summary>Reads only <c>person.json</c>.</summary>
    /// <exception cref="EngineException">It is missing, damaged, or of a newer format.</exception>
    public static PersonManifest ReadManifest(string path) =>
        File.Exists(path) ? PersonArchive.ReadManifest(path) : PersonReader.ReadManifest(path, path);

    /// <summary>Reads only what the person looks like, which is quick: the generator stays where it is.</summary>
    /// <param name="folder">A person's folder.</param>
    /// <exception cref="EngineException">It is missing or damaged.</exception>
    public static PersonReferences ReadReferences(string folder) => PersonReader.ReadReferences(folder);

    /// <summary>
    /// Writes a person whole; what was there before stays readable until the new one is complete. A path that ends in .mystyle
    /// becomes an archive, any other a folder. Files that are no part of a person stay where they are.
    /// </summary>
    /// <exception cref="EngineException">The person contradicts itself (anchors and photos differ in number, a name is no file name).</exception>
    public static void Save(string path, Person person)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(person);
        if (!IsArchive(path))
        {
            PersonWriter.Write(path, person);
            return;
        }

        using var temporary = new TemporaryDirectory();
        PersonWriter.Write(temporary.Path, person);
        PersonArchive.Pack(temporary.Path, path);
    }

    /// <summary>Packs a person's folder into one file.</summary>
    /// <exception cref="EngineException">The folder holds no complete person.</exception>
    public static void Pack(string folder, string file)
    {
        PersonReader.Read(folder, folder, null);
        PersonArchive.Pack(folder, file);
    }

    /// <summary>Unpacks a .mystyle file into a new folder.</summary>
    /// <exception cref="EngineException">The folder exists already, or the file holds no complete person.</exception>
    public static void Unpack(string file, string folder)
    {
        if (Directory.Exists(folder) || File.Exists(folder))
        {
            throw new EngineException($"{folder} exists already; give a folder that does not.");
        }

        string parent = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        Directory.CreateDirectory(parent);
        using var temporary = new TemporaryDirectory(parent);
        PersonArchive.Unpack(file, temporary.Path);
        PersonReader.Read(temporary.Path, file, null);
        Directory.Move(temporary.Path, folder);
    }

    private static bool IsArchive(string path) => path.EndsWith(PersonNames.ArchiveExtension, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);

    private static T InFolder<T>(string path, Func<string, T> read)
    {
        if (!File.Exists(path))
        {
            return read(path);
        }

        using var temporary = new TemporaryDirectory();
        PersonArchive.Unpack(path, temporary.Path);
        return read(temporary.Path);
    }
}
