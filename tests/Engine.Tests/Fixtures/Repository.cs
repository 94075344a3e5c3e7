namespace MyStyle.Engine.Tests.Fixtures;

/// <summary>Finds the checkout from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A bundled file below <c>wwwroot-assets/</c>.</summary>
    public static string Asset(params string[] parts) => Path.Combine([Root, "wwwroot-assets", .. parts]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MyStyle.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside a checkout of the repository.");
    }
}
