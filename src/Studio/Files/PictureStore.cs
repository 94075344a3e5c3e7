using System.Security.Cryptography;
using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Files;

/// <summary>Pictures, masks and codes of a person, by content hash: written once, atomically, never changed.</summary>
/// <param name="folder">Where everything is.</param>
public sealed class PictureStore(DataFolder folder)
{
    /// <summary>Keeps a file; the same bytes are kept once.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="extension">Its ending, with the dot: .png, .jpg, .webp, .gif or .safetensors.</param>
    /// <returns>The content hash.</returns>
    public string Put(Guid person, ReadOnlySpan<byte> bytes, string extension)
    {
        string sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
        string path = PathOf(person, sha, extension);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, bytes.ToArray());
        }

        return sha;
    }

    /// <summary>Where a file is or would be.</summary>
    public string PathOf(Guid person, string sha256, string extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        DataFolder.Checked(sha256);
        return KnownExtensions.Contains(extension)
            ? Path.Combine(folder.Pictures(person), sha256[..2], sha256 + extension)
            : throw new ArgumentException($"{extension} is no ending of this store.", nameof(extension));
    }

    /// <summary>Finds a file whatever its ending; null if it is not there.</summary>
    public string? Find(Guid person, string sha256)
    {
        DataFolder.Checked(sha256);
        return KnownExtensions.Select(extension => PathOf(person, sha256, extension)).FirstOrDefault(File.Exists);
    }

    /// <summary>The media type of a stored file, by its ending.</summary>
    public static string MediaTypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        ".bmp" => "image/bmp",
        _ => "application/octet-stream",
    };

    private static readonly string[] KnownExtensions = [".png", ".jpg", ".webp", ".gif", ".safetensors"];
}
