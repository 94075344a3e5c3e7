using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Curation;

/// <summary>
/// Pictures kept beside the analyses, by content hash: aligned faces ready to be handed out, and a small picture of every
/// readable photo for the report. Never more than one of them is in memory.
/// </summary>
internal sealed class PictureStore
{
    private const int ThumbnailSide = 112;
    private readonly string _folder;
    private readonly int _size;

    public PictureStore(string folder, int size)
    {
        _folder = folder;
        _size = size;
    }

    public string AlignedPath(string contentHash, int face) => Path.Combine(_folder, FormattableString.Invariant($"{contentHash}-{face}-{_size}.png"));

    public bool Has(PhotoAnalysis analysis)
        => analysis.Failure is not null
            || (File.Exists(ThumbnailPath(analysis.ContentHash)) && (analysis.Faces.Count == 0 || File.Exists(AlignedPath(analysis.ContentHash, 0))));

    /// <summary>Keeps what an analysis returned.</summary>
    public void Keep(PhotoAnalysis analysis, RgbImage picture)
    {
        if (analysis.Faces.Count > 0)
        {
            ImageWriter.WritePng(AlignedPath(analysis.ContentHash, 0), picture);
        }

        double scale = Math.Min(1.0, (double)ThumbnailSide / Math.Max(picture.Width, picture.Height));
        RgbImage small = Resampler.Resize(
            picture, Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)), ResampleFilter.Bilinear);
        ImageWriter.WriteJpeg(ThumbnailPath(analysis.ContentHash), small, 80);
    }

    /// <summary>The small picture as JPEG; null if there is none.</summary>
    public byte[]? Thumbnail(string contentHash)
    {
        string path = ThumbnailPath(contentHash);
        return contentHash.Length > 0 && File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    private string ThumbnailPath(string contentHash) => Path.Combine(_folder, contentHash + ".jpg");
}
