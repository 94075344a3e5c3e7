using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>Puts a <see cref="ProvenanceRecord"/> into an encoded PNG, JPEG, WebP or GIF.</summary>
public static class ProvenanceWriter
{
    /// <summary>
    /// The same picture with the record inside, as XMP. Pixels are not touched, not even re-encoded; a packet that the file
    /// already has is replaced. Characters that XML does not know become <c>\uXXXX</c> in the parameters and the replacement
    /// character elsewhere. A JPEG segment holds 64 KB: what does not fit follows in extension segments, so nothing is cut.
    /// </summary>
    /// <param name="encoded">A whole PNG, JPEG, WebP (still or animated) or GIF file.</param>
    /// <param name="record">What to say. Its source type must not be <see cref="DigitalSourceType.Other"/>.</param>
    /// <returns>A new file; <paramref name="encoded"/> is left as it is.</returns>
    /// <exception cref="EngineException">The bytes are no picture, a format without room for a record, damaged or truncated.</exception>
    /// <exception cref="ArgumentException">The parameters are not JSON, or the source type is not one that is written.</exception>
    public static byte[] Embed(byte[] encoded, ProvenanceRecord record)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        ArgumentNullException.ThrowIfNull(record);
        ProvenanceRecord clean = XmlText.Clean(record);
        IXmpContainer? container = XmpContainers.For(encoded);
        if (container is null)
        {
            throw new EngineException(encoded.Length == 0
                ? "The picture to label is empty (0 bytes)."
                : encoded.AsSpan().StartsWith("BM"u8)
                ? "A BMP picture has no room for a provenance record. Save it as PNG, JPEG or WebP."
                : $"The file to label {NotAPicture.Explain(encoded)}");
        }

        return container.Embed(encoded, clean)
            ?? throw new EngineException("The picture to label is damaged or truncated, so its provenance was not written. Save the picture again.");
    }
}
