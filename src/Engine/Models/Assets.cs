namespace MyStyle.Engine.Models;

/// <summary>Finds what comes with the program: models, the sample person.</summary>
public static class Assets
{
    private const string Folder = "wwwroot-assets";

    /// <summary>The bundled folder <paramref name="name"/>: beside a published program, or in the checkout it was built from. Null if absent.</summary>
    public static string? Find(string name)
    {
        string?[] roots = [Path.Combine(AppContext.BaseDirectory, Folder), AppContext.GetData("MyStyle.AssetsDirectory") as string];
        return roots.OfType<string>().Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
    }
}
