namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>XMP in WebP: a chunk at the end, announced by a flag of the extended header, which simple files get first.</summary>
internal sealed class WebPXmp : IXmpContainer
{
    private const byte XmpFlag = 0x04;

    public bool Matches(ReadOnlySpan<byte> file) => WebPChunks.IsWebP(file);

    public byte[]? Embed(ReadOnlySpan<byte> file, ProvenanceRecord record)
    {
        if (WebPChunks.Read(file) is not { Count: > 0 } chunks)
        {
            return null;
        }

        byte[]? header = chunks[0].Name == WebPChunks.Extended
            ? chunks[0].Data(file).ToArray()
            : WebPChunks.ExtendedHeader(chunks[0].Name, chunks[0].Data(file));
        if (header is not { Length: >= 10 })
        {
            return null;
        }

        header[0] |= XmpFlag;
        using MemoryStream body = new();
        WebPChunks.Write(body, WebPChunks.Extended, header);
        bool hasPicture = false;
        foreach (WebPChunk chunk in chunks)
        {
            hasPicture |= chunk.Name is WebPChunks.Lossy or WebPChunks.Lossless or WebPChunks.Frame;
            if (chunk.Name is not WebPChunks.Extended and not WebPChunks.Xmp)
            {
                WebPChunks.Write(body, chunk.Name, chunk.Data(file));
            }
        }

        WebPChunks.Write(body, WebPChunks.Xmp, XmpPacket.Write(record));
        return hasPicture ? WebPChunks.File(body) : null;
    }

    public IReadOnlyList<byte[]> Find(ReadOnlySpan<byte> file)
    {
        foreach (WebPChunk chunk in WebPChunks.Read(file) ?? [])
        {
            if (chunk.Name == WebPChunks.Xmp)
            {
                return [chunk.Data(file).ToArray()];
            }
        }

        return [];
    }
}
