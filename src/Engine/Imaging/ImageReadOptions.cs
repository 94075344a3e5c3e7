namespace MyStyle.Engine.Imaging;

/// <summary>What a reader of pictures may accept and do.</summary>
public sealed record ImageReadOptions
{
    /// <summary>The defaults.</summary>
    public static ImageReadOptions Default { get; } = new();

    /// <summary>A picture with more pixels than this is refused by its header, before anything is decoded. Default 120 million.</summary>
    public long MaxPixels { get; init; } = 120_000_000;

    /// <summary>A file longer than this is refused before it is read. Default 512 MiB.</summary>
    public long MaxBytes { get; init; } = 512L << 20;

    /// <summary>The grey level (0..255) laid under transparent pixels. Default 128: it is neither a highlight nor a shadow.</summary>
    public byte Backdrop { get; init; } = 128;
}
