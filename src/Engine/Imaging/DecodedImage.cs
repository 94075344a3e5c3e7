namespace MyStyle.Engine.Imaging;

/// <summary>A picture decoded at a reduced size, with the size it has in the file.</summary>
/// <param name="Image">The pixels.</param>
/// <param name="FullWidth">Columns of the upright picture in the file.</param>
/// <param name="FullHeight">Rows of the upright picture in the file.</param>
public sealed record DecodedImage(RgbImage Image, int FullWidth, int FullHeight)
{
    /// <summary>Pixels of the file for one pixel of <see cref="Image"/>, at least 1.</summary>
    public double Reduction => (double)Math.Max(FullWidth, FullHeight) / Math.Max(Image.Width, Image.Height);
}
