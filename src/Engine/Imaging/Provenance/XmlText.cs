using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>Text that XML 1.0 can carry: it knows no control characters, no halves of a surrogate pair, no U+FFFE.</summary>
internal static class XmlText
{
    /// <summary>The record with every text fit for XML.</summary>
    /// <exception cref="ArgumentException">The parameters are not JSON, or the source type is not one that is written.</exception>
    public static ProvenanceRecord Clean(ProvenanceRecord record)
    {
        _ = DigitalSourceTypes.ToIri(record.SourceType);

        // JSON has such characters within strings only, where the escape means the same.
        string parameters = Replace(record.Parameters, c => @"\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        return IsJson(parameters)
            ? record with { Tool = Replace(record.Tool, _ => "\ufffd"), Description = Replace(record.Description, _ => "\ufffd"), Parameters = parameters }
            : throw new ArgumentException("The parameters of a provenance record are JSON.", nameof(record));
    }

    /// <summary>Whether a text is one JSON value.</summary>
    public static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Replace(string text, Func<char, string> replacement)
    {
        StringBuilder result = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                result.Append(text[i]).Append(text[++i]);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                result.Append(text[i]);
            }
            else
            {
                result.Append(replacement(text[i]));
            }
        }

        return result.ToString();
    }
}
