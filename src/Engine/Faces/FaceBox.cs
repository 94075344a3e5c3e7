namespace MyStyle.Engine.Faces;

/// <summary>An upright rectangle in a picture, in pixels; (0, 0) is the outer corner of the first pixel.</summary>
/// <param name="Left">Least x.</param>
/// <param name="Top">Least y.</param>
/// <param name="Width">Extent to the right.</param>
/// <param name="Height">Extent down.</param>
public readonly record struct FaceBox(double Left, double Top, double Width, double Height)
{
    /// <summary>Greatest x.</summary>
    public double Right => Left + Width;

    /// <summary>Greatest y.</summary>
    public double Bottom => Top + Height;

    /// <summary>Width times height.</summary>
    public double Area => Width * Height;

    /// <summary>Area of the intersection over area of the union, 0..1.</summary>
    public double Overlap(FaceBox other)
    {
        double shared = Shared(other);
        double union = Area + other.Area - shared;
        return union > 0 ? shared / union : 0;
    }

    /// <summary>Area of the intersection.</summary>
    internal double Shared(FaceBox other)
    {
        double width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        double height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        return width > 0 && height > 0 ? width * height : 0;
    }
}
