using MyStyle.Engine.Imaging;
using MyStyle.Engine.Service.Questions;

namespace MyStyle.Engine.Service;

/// <summary>Pictures as bytes for a browser.</summary>
internal static class FrameEncoder
{
    private const int Quality = 85;
    private const int Smallest = 16;

    /// <summary>Encodes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="size">How; null for all its pixels as JPEG.</param>
    public static FrameBytes Encode(RgbImage picture, FrameSize? size = null)
    {
        RgbImage fitted = size is { MaxSide: > 0 } ? Fit(picture, Math.Max(Smallest, size.MaxSide)) : picture;
        return size?.Lossless == true
            ? new FrameBytes(ImageWriter.EncodePng(fitted), "image/png", fitted.Width, fitted.Height)
            : new FrameBytes(Preview.Encode(fitted, Quality), Preview.MediaType, fitted.Width, fitted.Height);
    }

    private static RgbImage Fit(RgbImage picture, int side)
    {
        int longest = Math.Max(picture.Width, picture.Height);
        return longest <= side
            ? picture
            : Resampler.Resize(
                picture, Math.Max(1, picture.Width * side / longest), Math.Max(1, picture.Height * side / longest), ResampleFilter.Bicubic);
    }
}
