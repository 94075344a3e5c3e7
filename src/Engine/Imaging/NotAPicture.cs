using System.Text;

namespace MyStyle.Engine.Imaging;

/// <summary>Says what a file that no decoder takes probably is.</summary>
internal static class NotAPicture
{
    /// <summary>The rest of a sentence that begins with the file's name.</summary>
    public static string Explain(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> text = bytes;
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            text = text[3..];
        }

        text = text.TrimStart(" \t\r\n"u8);
        if (text.Length > 0 && text[0] == '<')
        {
            string start = Encoding.ASCII.GetString(text[..Math.Min(text.Length, 512)]);
            return start.Contains("<svg", StringComparison.OrdinalIgnoreCase)
                ? "is an SVG drawing, not a photo. Export it as PNG."
                : "is a web page, not a picture. Perhaps a download failed; fetch it again.";
        }

        if (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8))
        {
            ReadOnlySpan<byte> brand = bytes[8..12];
            return brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)
                ? "is an AVIF picture, which is not supported. Convert it to JPEG or PNG."
                : brand.StartsWith("he"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8)
                ? "is a HEIC picture, which is not supported. Convert it to JPEG or PNG."
                : "is a video, not a picture.";
        }

        bool known = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
            || bytes.StartsWith("RIFF"u8) || bytes.StartsWith("GIF8"u8) || bytes.StartsWith("BM"u8);
        return known
            ? "is damaged or truncated: its header cannot be read."
            : bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8)
            ? "is a TIFF or raw photo, which is not supported. Convert it to JPEG or PNG."
            : "is not a picture this program can read (JPEG, PNG, WebP, GIF, BMP).";
    }
}
