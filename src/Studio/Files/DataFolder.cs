namespace MyStyle.Studio.Files;

/// <summary>
/// Where everything is: <c>studio.db</c>, and one folder a person with all that is theirs, so that deleting a person is deleting a
/// folder. Names come from ids and content hashes, never from users.
/// </summary>
/// <param name="root">The data folder, absolute.</param>
public sealed class DataFolder(string root)
{
    /// <summary>The folder itself.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The database's file.</summary>
    public string Database => Path.Combine(Root, "studio.db");

    /// <summary>Where uploads are written before they are known to be pictures.</summary>
    public string Incoming => Path.Combine(Root, "incoming");

    /// <summary>Everything of a person.</summary>
    public string Person(Guid person) => Path.Combine(Root, "people", person.ToString("N"));

    /// <summary>The album's files, each named by its content hash.</summary>
    public string Photos(Guid person) => Path.Combine(Person(person), "photos");

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

    internal static string Checked(string sha256) =>
        sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
            ? sha256
            : throw new ArgumentException("A content hash is 64 lower-case hex digits.", nameof(sha256));
}
