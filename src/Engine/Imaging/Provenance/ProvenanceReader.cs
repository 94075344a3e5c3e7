namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>Takes the <see cref="ProvenanceRecord"/> out of a picture file, whoever wrote it.</summary>
public static class ProvenanceReader
{
    /// <summary>
    /// The record inside a PNG, JPEG, WebP or GIF; null if there is none. Never fails: a damaged file, or one that is no
    /// picture, has no record. What it returns is safe to show and parse: <see cref="ProvenanceRecord.Parameters"/> is JSON,
    /// <c>{}</c> if the file has none or something else in its place.
    /// </summary>
    /// <param name="encoded">A whole file.</param>
    public static ProvenanceRecord? Read(byte[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        XmpFields fields = new();
        foreach (byte[] packet in XmpContainers.For(encoded)?.Find(encoded) ?? [])
        {
            if (!XmpParser.TryRead(packet, fields))
            {
                return null;
            }
        }

        return fields.ToRecord();
    }
}
