namespace MyStyle.Engine.Imaging;

/// <summary>One chunk of a WebP file: four letters, and where its data lies in the file.</summary>
internal readonly record struct WebPChunk(string Name, int Start, int Length)
{
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> file) => file.Slice(Start, Length);
}
