namespace MyStyle.Studio.Settings;

/// <summary>The settings section <c>Studio:Uploads</c>: how much is taken in.</summary>
public sealed class UploadLimits
{
    /// <summary>Largest photo file, in megabytes (2^20 bytes).</summary>
    public int PhotoMegabytes { get; set; } = 64;

    /// <summary>Largest picture, in millions of pixels; a larger one is refused by its header, before anything is decoded.</summary>
    public int PhotoMegapixels { get; set; } = 120;

    /// <summary>Most photos of one person.</summary>
    public int PhotosPerPerson { get; set; } = 5000;

    /// <summary>Largest <c>.mystyle</c> file, in megabytes.</summary>
    public int PersonMegabytes { get; set; } = 2048;

    /// <summary>Largest model file, in megabytes.</summary>
    public int ModelMegabytes { get; set; } = 4096;

    /// <summary>Largest photo file, in bytes.</summary>
    internal long PhotoBytes => (long)PhotoMegabytes << 20;

    /// <summary>Largest picture, in pixels.</summary>
    internal long PhotoPixels => PhotoMegapixels * 1_000_000L;

    /// <summary>Largest .mystyle file, in bytes.</summary>
    internal long PersonBytes => (long)PersonMegabytes << 20;

    /// <summary>Largest model file, in bytes.</summary>
    internal long ModelBytes => (long)ModelMegabytes << 20;
}
