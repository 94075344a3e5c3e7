namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>The sample person's photos, as they lie beside the studio.</summary>
internal static class SamplePhotos
{
    private static readonly string Folder = Find();

    /// <summary>A photo's file.</summary>
    public static string Get(string name) => Path.Combine(Folder, name);

    /// <summary>The first good photos.</summary>
    public static string[] Good(int count) => [.. Enumerable.Range(1, count).Select(i => Get($"photo_{i:000}.jpg"))];

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "wwwroot-assets", "sample-person");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("wwwroot-assets/sample-person is not above the tests.");
    }
}
