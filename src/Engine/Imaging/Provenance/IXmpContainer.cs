namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>One picture format as a box that an XMP packet can be put into and taken out of. Pixel data is copied byte by byte.</summary>
internal interface IXmpContainer
{
    /// <summary>Whether a file that begins so is of this format.</summary>
    bool Matches(ReadOnlySpan<byte> file);

    /// <summary>The file with the record as its only packet; null if the file is damaged or truncated.</summary>
    byte[]? Embed(ReadOnlySpan<byte> file, ProvenanceRecord record);

    /// <summary>The packets in the file, the main one first; empty if there is none or the file is damaged before it.</summary>
    IReadOnlyList<byte[]> Find(ReadOnlySpan<byte> file);
}
