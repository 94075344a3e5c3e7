namespace MyStyle.Studio.Files;

/// <summary>
/// Where everything is: <c>studio.db</c>, and one folder a person with all that is theirs, so that deleting a person is deleting a
/// folder. Names come from ids and content hashes, never from users.
/// </summary>
/// <param name="root">The data folder, absolute.</param>
public sealed class DataFolder(string root)
{
    /// <summary>Name of the file that marks a person's folder whose deletion has begun.</summary>
    internal const string LeavingMark = "leaving";

    /// <summary>The folder itself.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The database's file.</summary>
    public string Database => Path.Combine(Root, "studio.db");

    /// <summary>Where uploads are written before they are known to be pictures.</summary>
    public string Incoming => Path.Combine(Root, "incoming");

    /// <summary>Keys that seal cookies.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>The people's folders.</summary>
    public string People => Path.Combine(Root, "people");

    /// <summary>Everything of a person.</summary>
    public string Person(Guid person) => Path.Combine(People, person.ToString("N"));

    /// <summary>A name for a file or folder that is not finished yet, on the same disk as everything else; the folder around it is there.</summary>
    public string NewIncoming() => Path.Combine(Directory.CreateDirectory(Incoming).FullName, Guid.NewGuid().ToString("N"));

    /// <summary>The album's files, each named by its content hash.</summary>
    public string Photos(Guid person) => Path.Combine(Person(person), "photos");

    /// <summary>Small pictures of the album, each named by the photo's content hash.</summary>
    public string Thumbnails(Guid person) => Path.Combine(Person(person), "thumbnails");

    /// <summary>What curation writes: aligned pictures, its cache, its report.</summary>
    public string Curation(Guid person) => Path.Combine(Person(person), "curation");

    /// <summary>Pictures, masks and codes by content hash.</summary>
    public string Pictures(Guid person) => Path.Combine(Person(person), "pictures");

    /// <summary>A tuned generator: a person folder of the engine.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="sha256">Content hash of its weights.</param>
    public string Generator(Guid person, string sha256) => Path.Combine(Person(person), "generators", Checked(sha256));

    /// <summary>A job's own folder: checkpoints, and results until they are taken over.</summary>
    public string Job(Guid? person, Guid job) =>
        Path.Combine(person is { } id ? Person(id) : Root, "jobs", job.ToString("N"));

    /// <summary>A photo of the album.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="sha256">Content hash of the file.</param>
    /// <param name="extension">Its ending, with the dot.</param>
    public string Photo(Guid person, string sha256, string extension) => Path.Combine(Photos(person), Checked(sha256) + CheckedExtension(extension));

    private static string CheckedExtension(string extension) =>
        extension is { Length: >= 2 and <= 6 } && extension[0] == '.' && extension.AsSpan(1).IndexOfAnyExcept(LettersAndDigits) < 0
            ? extension
            : throw new ArgumentException("An ending is a dot and a few lower-case letters or digits.", nameof(extension));

    internal static string Checked(string sha256) =>
        sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
            ? sha256
            : throw new ArgumentException("A content hash is 64 lower-case hex digits.", nameof(sha256));

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");
}
