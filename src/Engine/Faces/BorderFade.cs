using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>
/// Near a photo's edge the alignment blurs the photo itself, not only its reflection. Pasting that back would blur the photo,
/// so the paste fades out where the blur began.
/// </summary>
internal readonly struct BorderFade
{
    private readonly int _width;
    private readonly int _height;
    private readonly double _left;
    private readonly double _top;
    private readonly double _right;
    private readonly double _bottom;

    private BorderFade(int width, int height, double left, double top, double right, double bottom)
    {
        _width = width;
        _height = height;
        _left = left;
        _top = top;
        _right = right;
        _bottom = bottom;
    }

    public static BorderFade Of(Alignment alignment)
    {
        Quad quad = alignment.Quad;
        double border = Math.Max(0.1 * alignment.QuadSize, 3);
        double left = border - quad.Left;
        double top = border - quad.Top;
        double right = quad.Right - alignment.PhotoWidth + border;
        double bottom = quad.Bottom - alignment.PhotoHeight + border;
        if (Math.Max(Math.Max(left, top), Math.Max(right, bottom)) <= border - 4)
        {
            return default;
        }

        double least = 0.3 * alignment.QuadSize;
        return new BorderFade(
            alignment.PhotoWidth, alignment.PhotoHeight, Math.Max(left, least), Math.Max(top, least), Math.Max(right, least), Math.Max(bottom, least));
    }

    /// <summary>1 where the aligned picture shows the photo unblurred, 0 where it shows only blur.</summary>
    public double At(int x, int y)
    {
        if (_width == 0)
        {
            return 1;
        }

        double inside = Math.Min(
            Math.Min(x / _left, (_width - 1 - x) / _right),
            Math.Min(y / _top, (_height - 1 - y) / _bottom));
        return Math.Clamp(3 * inside, 0, 1);
    }
}
