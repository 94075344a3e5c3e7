namespace MyStyle.Engine.Imaging;

/// <summary>What the first bytes of a picture file say.</summary>
/// <param name="Width">Columns of the upright picture.</param>
/// <param name="Height">Rows of the upright picture.</param>
/// <param name="Format">The format in lower case: jpeg, png, webp, gif, bmp …</param>
/// <param name="HasAlpha">Whether pixels may be transparent.</param>
/// <param name="Quarters">Quarter turns clockwise (0..3) that the file asks for, mirroring aside.</param>
public sealed record ImageHeader(int Width, int Height, string Format, bool HasAlpha, int Quarters);
