using System.Globalization;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Workpieces;

/// <summary>Takes pictures in from outside: within limits, decoded before anything is kept.</summary>
internal static class PictureInput
{
    /// <summary>Largest file.</summary>
    public const long MostBytes = 64L << 20;

    /// <summary>Largest mask file.</summary>
    public const long MostMaskBytes = 8L << 20;

    private const int LongestName = 200;

    /// <summary>Largest picture.</summary>
    public static readonly ImageReadOptions Limits = new() { MaxBytes = MostBytes, MaxPixels = 80_000_000 };

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="EngineException">It is longer than allowed.</exception>
    public static async Task<byte[]> ReadAsync(Stream content, long most, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        using MemoryStream memory = new();
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            if (memory.Length + read > most)
            {
                throw new EngineException(string.Create(
                    CultureInfo.InvariantCulture, $"{name} is larger than {most >> 20} MB, so it was not opened. Save a smaller version and open that."));
            }

            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }

    /// <summary>What a file is called, for messages and downloads: no path, no control characters, not empty.</summary>
    public static string CleanName(string? fileName)
    {
        string name = (fileName ?? "").Replace('\\', '/');
        name = string.Concat(name[(name.LastIndexOf('/') + 1)..].Where(c => !char.IsControl(c))).Trim();
        return name.Length == 0 ? "photo" : name.Length <= LongestName ? name : name[^LongestName..];
    }

    /// <summary>The file as it is kept: formats that every browser shows as they are, others as PNG.</summary>
    public static (byte[] Bytes, string Extension) ToKeep(byte[] bytes, RgbImage decoded)
    {
        ReadOnlySpan<byte> start = bytes;
        return start.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? (bytes, ".jpg")
            : start.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) ? (bytes, ".png")
            : start.StartsWith("RIFF"u8) ? (bytes, ".webp")
            : (ImageWriter.EncodePng(decoded), ".png");
    }
}
