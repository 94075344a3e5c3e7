using System.Reflection;
using System.Text.RegularExpressions;

namespace MyStyle.Engine.Runtime;

/// <summary>Finds out which version a libtorch is; the libraries themselves do not say.</summary>
internal static partial class LibTorchVersion
{
    /// <summary>
    /// The version TorchSharp was built for, from the build's own property: asking TorchSharp would start its own search,
    /// which copies half a gigabyte beside the program.
    /// </summary>
    public static Version Required { get; } = Version.Parse(
        typeof(LibTorchVersion).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "LibTorchVersion").Value!);

    /// <summary>The version that lies beside the libraries: libtorch's build-version, or PyTorch's version.py; null if neither is there.</summary>
    public static string? Read(string directory)
    {
        foreach (string file in (string[])["build-version", "../build-version", "version.txt", "../version.txt"])
        {
            string path = Path.Combine(directory, file);
            if (File.Exists(path) && Number().Match(File.ReadAllText(path)) is { Success: true } plain)
            {
                return plain.Value;
            }
        }

        string python = Path.Combine(directory, "..", "version.py");
        return File.Exists(python) && Assignment().Match(File.ReadAllText(python)) is { Success: true } assigned
            ? assigned.Groups[1].Value
            : null;
    }

    /// <summary>True if <paramref name="version"/> is known and older than <paramref name="required"/> in its first two numbers.</summary>
    public static bool IsOlder(string? version, Version required) => Compare(version, required) < 0;

    /// <summary>True if <paramref name="version"/> is known and newer than <paramref name="required"/> in its first two numbers.</summary>
    public static bool IsNewer(string? version, Version required) => Compare(version, required) > 0;

    private static int Compare(string? version, Version required) =>
        version is not null && Version.TryParse(Digits().Match(version).Value, out Version? parsed)
            ? (parsed.Major, parsed.Minor).CompareTo((required.Major, required.Minor))
            : 0;

    [GeneratedRegex(@"^\d+\.\d+[\w.+-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d+\.\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"__version__\s*(?::\s*\w+\s*)?=\s*['""](\d+\.\d+[^'""]*)['""]", RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}
