namespace MyStyle.Engine.Tests.Fixtures;

/// <summary>Fixtures made by the reference implementations. They are not redistributed, so tests skip where they are absent.</summary>
internal static class Golden
{
    public static string SharedRoot { get; } = Environment.GetEnvironmentVariable("MYSTYLE_SHARED")
        ?? Path.Combine(Repository.Root, "..", "shared");

    /// <summary>A file of <c>golden/</c>; skips the running test, with the reason, if it is not there.</summary>
    public static string File(string name) => Shared("golden", name);

    /// <summary>A file or folder below the shared root; skips the running test, with the reason, if it is not there.</summary>
    public static string Shared(params string[] parts)
    {
        string path = Path.GetFullPath(Path.Combine([SharedRoot, .. parts]));
        Assert.SkipUnless(
            System.IO.File.Exists(path) || Directory.Exists(path),
            $"{path} is not here. Set MYSTYLE_SHARED to the folder that holds golden/, models/ and people/.");
        return path;
    }
}
