namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>The terms of the vocabulary as identifiers. They begin with http, not https: they name, they do not link.</summary>
internal static class DigitalSourceTypes
{
    private const string Vocabulary = "http://cv.iptc.org/newscodes/digitalsourcetype/";

    public static string ToIri(DigitalSourceType type) => Vocabulary + type switch
    {
        DigitalSourceType.DigitalCapture => "digitalCapture",
        DigitalSourceType.AlgorithmicallyEnhanced => "algorithmicallyEnhanced",
        DigitalSourceType.CompositeWithTrainedAlgorithmicMedia => "compositeWithTrainedAlgorithmicMedia",
        DigitalSourceType.TrainedAlgorithmicMedia => "trainedAlgorithmicMedia",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Only a known source type can be written."),
    };

    /// <summary>The term an identifier stands for; some writers say https, or the bare term.</summary>
    public static DigitalSourceType FromIri(string iri)
    {
        string term = iri.Trim();
        term = term[(term.LastIndexOf('/') + 1)..];
        foreach (DigitalSourceType type in Enum.GetValues<DigitalSourceType>())
        {
            if (type is not DigitalSourceType.Other && ToIri(type).AsSpan(Vocabulary.Length).Equals(term, StringComparison.OrdinalIgnoreCase))
            {
                return type;
            }
        }

        return DigitalSourceType.Other;
    }
}
