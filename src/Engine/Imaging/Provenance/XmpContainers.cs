namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>The formats that carry XMP.</summary>
internal static class XmpContainers
{
    private static readonly IXmpContainer[] All = [new PngXmp(), new JpegXmp(), new WebPXmp(), new GifXmp()];

    /// <summary>The container for a file that begins so; null for other formats.</summary>
    public static IXmpContainer? For(ReadOnlySpan<byte> file)
    {
        foreach (IXmpContainer container in All)
        {
            if (container.Matches(file))
            {
                return container;
            }
        }

        return null;
    }
}
