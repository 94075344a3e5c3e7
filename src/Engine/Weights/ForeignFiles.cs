using System.Text;

namespace MyStyle.Engine.Weights;

/// <summary>Recognises what people have instead of weights when a download went wrong.</summary>
internal static class ForeignFiles
{
    /// <summary>The end of a sentence that begins with the file's path; null if the file may be weights.</summary>
    public static string? Recognise(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty)
        {
            return "is empty. Fetch it again.";
        }

        if (start.IndexOfAnyExcept((byte)0) < 0)
        {
            return "begins with zeros only: a download that never finished. Fetch it again.";
        }

        if (start.StartsWith("version https://git-lfs"u8))
        {
            return "is a Git LFS pointer, not the weights themselves. Fetch them with 'git lfs pull' or from the project's page.";
        }

        if (!start.Contains((byte)0) && RecogniseText(start) is { } text)
        {
            return text;
        }

        return start switch
        {
            [0x1F, 0x8B, ..] or [0xFD, (byte)'7', (byte)'z', ..] or [(byte)'B', (byte)'Z', (byte)'h', ..] or [(byte)'7', (byte)'z', 0xBC, ..]
                => "is a packed archive. Unpack it and use the file inside.",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] => "is a picture, not weights.",
            _ => null,
        };
    }

    private static string? RecogniseText(ReadOnlySpan<byte> start)
    {
        string text = Encoding.Latin1.GetString(start).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || text.Contains("<html", StringComparison.OrdinalIgnoreCase))
        {
            return "is a web page saved under the name of weights: the link asks for a confirmation, or is dead. "
                + "Open it in a browser and save the file itself.";
        }

        if (text.StartsWith('<'))
        {
            return "is an XML text, most likely a server's error message, not weights. Fetch it again.";
        }

        return text.StartsWith('{')
            ? "is a JSON text, most likely a server's error message, not weights. Fetch it again."
            : null;
    }
}
