using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MyStyle.Engine.Models;

/// <summary>Tells what a file is that is not what was expected.</summary>
internal static class FileIdentity
{
    /// <summary>SHA-256 in lower-case hex.</summary>
    public static async Task<string> Sha256Async(string path, CancellationToken cancellation)
    {
        await using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// Goes on the sentence "The file ...": how <paramref name="path"/> differs from <paramref name="expected"/>.
    /// Null if it may be the right one as far as its first bytes and its length tell.
    /// </summary>
    public static string? Difference(string path, ModelSource expected)
    {
        long length = new FileInfo(path).Length;
        if (length == 0)
        {
            return "is empty";
        }

        string start = Start(path);
        if (start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "is a web page, not weights (a download page or an error message was saved in their place)";
        }

        if (start.StartsWith("version https://git-lfs", StringComparison.Ordinal))
        {
            return "is a Git LFS pointer, not the weights it points to";
        }

        if (expected.Size is { } size && length < size)
        {
            return string.Create(CultureInfo.InvariantCulture, $"is truncated: {length:N0} of {size:N0} bytes");
        }

        return expected.Size is { } right && length != right
            ? string.Create(CultureInfo.InvariantCulture, $"has {length:N0} bytes where {right:N0} are right: it is another file")
            : null;
    }

    private static string Start(string path)
    {
        Span<byte> buffer = stackalloc byte[256];
        using FileStream file = File.OpenRead(path);
        int read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer[..read]).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
    }
}
