using System.Globalization;

namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>The properties of interest of one or more packets, as text. The first packet that says something is believed.</summary>
internal sealed class XmpFields
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public string? SourceType { get; set; }

    public string? Tool { get; set; }

    public string? Created { get; set; }

    public string? Parameters { get; set; }

    public string? Description { get; set; }

    /// <summary>The name of the extension that continues the packet.</summary>
    public string? Extension { get; set; }

    /// <summary>Null if neither a source type nor a recipe was found: then the file says nothing about its making.</summary>
    public ProvenanceRecord? ToRecord()
    {
        if (SourceType is null && Parameters is null)
        {
            return null;
        }

        DateTimeOffset? created = DateTimeOffset.TryParse(Created, CultureInfo.InvariantCulture, Utc, out DateTimeOffset parsed) ? parsed : null;
        return new ProvenanceRecord(
            SourceType is null ? DigitalSourceType.Other : DigitalSourceTypes.FromIri(SourceType),
            Tool ?? "",
            created,
            Parameters is not null && XmlText.IsJson(Parameters) ? Parameters : "{}",
            Description ?? "");
    }
}
