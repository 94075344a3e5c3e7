using MyStyle.Engine.Runtime;

namespace MyStyle.Cli.Verbs;

/// <summary>Where a person is to be written.</summary>
internal static class PersonTarget
{
    private const string Archive = ".mystyle";

    /// <summary>Whether a person, readable or not, is there.</summary>
    public static bool IsTaken(string path) => File.Exists(path) || File.Exists(Path.Combine(path, "person.json"));

    /// <summary>Refuses a path that cannot become a person, or that is one already.</summary>
    public static void RequireFree(string path, bool overwrite)
    {
        RequirePossible(path);
        if (IsTaken(path) && !overwrite)
        {
            throw new EngineException($"{path} is a person already. Give another --out, or --overwrite to replace it.");
        }
    }

    /// <summary>Refuses a file that is no archive.</summary>
    public static void RequirePossible(string path)
    {
        if (File.Exists(path) && !path.EndsWith(Archive, StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException($"{path} is a file; a person is a folder or a {Archive} file.");
        }
    }

    /// <summary>The folder for checkpoints: the person's own, or one beside an archive.</summary>
    public static string CheckpointFolder(string path) =>
        path.EndsWith(Archive, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path) ? path + ".training" : path;
}
