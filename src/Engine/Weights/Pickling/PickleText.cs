using System.Globalization;
using System.Text;

namespace MyStyle.Engine.Weights.Pickling;

/// <summary>The escapes of the text protocols 0 and 1.</summary>
internal static class PickleText
{
    /// <summary>The bytes of a quoted Python 2 string literal.</summary>
    public static byte[] QuotedBytes(ReadOnlySpan<byte> literal)
    {
        literal = literal.Trim(" \t\r"u8);
        bool quoted = literal.Length >= 2 && literal[0] == literal[^1] && literal[0] is (byte)'\'' or (byte)'"';
        if (!quoted || literal.Length < 2)
        {
            throw PickleInput.Damaged("a string without quotes");
        }

        ReadOnlySpan<byte> body = literal[1..^1];
        var result = new List<byte>(body.Length);
        for (int i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\' || i + 1 == body.Length)
            {
                result.Add(body[i]);
                continue;
            }

            byte kind = body[++i];
            if (kind == 'x' && Hex(body[(i + 1)..], 2) is { } code)
            {
                result.Add((byte)code);
                i += 2;
            }
            else if (kind is >= (byte)'0' and <= (byte)'7')
            {
                int value = 0;
                int end = Math.Min(i + 3, body.Length);
                while (i < end && body[i] is >= (byte)'0' and <= (byte)'7')
                {
                    value = (value * 8) + (body[i++] - '0');
                }

                i--;
                result.Add((byte)value);
            }
            else if (Simple(kind) is { } plain)
            {
                result.Add(plain);
            }
            else
            {
                result.Add((byte)'\\');
                result.Add(kind);
            }
        }

        return [.. result];
    }

    /// <summary>A raw-unicode-escape line: Latin-1 with \uXXXX and \UXXXXXXXX, as UTF-8.</summary>
    public static byte[] RawUnicode(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            int digits = line[i] == '\\' && i + 1 < line.Length ? line[i + 1] switch { (byte)'u' => 4, (byte)'U' => 8, _ => 0 } : 0;
            if (digits > 0 && Hex(line[(i + 2)..], digits) is { } code && code <= 0x10FFFF)
            {
                text.Append(code is >= 0x10000 ? char.ConvertFromUtf32((int)code) : (char)code);
                i += 1 + digits;
            }
            else
            {
                text.Append((char)line[i]);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte? Simple(byte kind) => kind switch
    {
        (byte)'\\' or (byte)'\'' or (byte)'"' => kind,
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'a' => 7,
        (byte)'b' => 8,
        (byte)'v' => 11,
        (byte)'f' => 12,
        _ => null,
    };

    private static uint? Hex(ReadOnlySpan<byte> text, int digits) =>
        text.Length >= digits && uint.TryParse(text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? value
            : null;
}
