using System.Buffers;
using MyStyle.Engine.Runtime;
using SkiaSharp;

namespace MyStyle.Engine.Imaging;

/// <summary>One picture file being decoded by Skia: checks the header, then hands out upright opaque sRGB pixels.</summary>
internal sealed class SkiaDecoder : IDisposable
{
    private readonly string _name;
    private readonly ImageReadOptions _options;
    private readonly SKData _data;
    private readonly SKCodec _codec;

    public SkiaDecoder(byte[] bytes, string name, ImageReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _name = name;
        _options = options;
        if (bytes.Length == 0)
        {
            throw new EngineException($"{name} is empty (0 bytes).");
        }

        _data = SKData.CreateCopy(bytes);
        SKCodec? codec = SKCodec.Create(_data);
        if (codec is null)
        {
            _data.Dispose();
            throw new EngineException($"{name} {NotAPicture.Explain(bytes)}");
        }

        _codec = codec;
        SKImageInfo info = codec.Info;
        if ((long)info.Width * info.Height > options.MaxPixels)
        {
            Dispose();
            throw new EngineException(
                $"{name} claims {info.Width} x {info.Height} pixels, more than the limit of {options.MaxPixels / 1_000_000} million. Shrink it first.");
        }

        bool turned = (int)codec.EncodedOrigin >= 5;
        Header = new ImageHeader(
            turned ? info.Height : info.Width,
            turned ? info.Width : info.Height,
            codec.EncodedFormat.ToString().ToLowerInvariant(),
            info.AlphaType is not SKAlphaType.Opaque,
            codec.EncodedOrigin switch
            {
                SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft => 2,
                SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom => 1,
                SKEncodedOrigin.LeftBottom or SKEncodedOrigin.LeftTop => 3,
                _ => 0,
            });
    }

    public ImageHeader Header { get; }

    public void Dispose()
    {
        _codec.Dispose();
        _data.Dispose();
    }

    /// <summary>Decodes at the smallest free size whose longer side is at least <paramref name="longSide"/>.</summary>
    public unsafe RgbImage Decode(int longSide)
    {
        SKSizeI size = FreeSize(longSide);
        using SKColorSpace srgb = SKColorSpace.CreateSrgb();
        SKAlphaType alpha = Header.HasAlpha ? SKAlphaType.Unpremul : SKAlphaType.Opaque;
        SKImageInfo info = new(size.Width, size.Height, SKColorType.Rgba8888, alpha, srgb);
        byte[] rgba = ArrayPool<byte>.Shared.Rent(checked(4 * size.Width * size.Height));
        try
        {
            SKCodecResult result;
            fixed (byte* pixels = rgba)
            {
                result = _codec.GetPixels(info, (nint)pixels);
            }

            if (result != SKCodecResult.Success)
            {
                throw new EngineException($"{_name} {Describe(result)}");
            }

            RgbImage image = Upright(rgba, size.Width, size.Height);
            int whole = longSide == int.MaxValue ? 1 : Math.Max(image.Width, image.Height) / longSide;
            return whole > 1 ? Resampler.BoxReduce(image, whole) : image;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private SKSizeI FreeSize(int longSide)
    {
        SKImageInfo info = _codec.Info;
        SKSizeI full = new(info.Width, info.Height);
        int longest = Math.Max(full.Width, full.Height);
        if (longSide >= longest)
        {
            return full;
        }

        SKSizeI best = full;
        for (int eighths = 7; eighths >= 1; eighths--)
        {
            SKSizeI candidate = _codec.GetScaledDimensions(eighths / 8f);
            if (Math.Max(candidate.Width, candidate.Height) < longSide)
            {
                break;
            }

            best = candidate;
        }

        return best;
    }

    private RgbImage Upright(byte[] rgba, int width, int height)
    {
        SKEncodedOrigin origin = _codec.EncodedOrigin;
        bool turned = (int)origin >= 5;
        RgbImage image = turned ? new RgbImage(height, width) : new RgbImage(width, height);
        bool mirrorX = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool mirrorY = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        int start = (mirrorX ? width - 1 : 0) + ((mirrorY ? height - 1 : 0) * width);
        int alongX = mirrorX ? -1 : 1;
        int alongY = mirrorY ? -width : width;
        int stepX = 4 * (turned ? alongY : alongX);
        int stepY = 4 * (turned ? alongX : alongY);
        bool composite = Header.HasAlpha;
        int backdrop = _options.Backdrop;
        byte[] target = image.Pixels;
        for (int y = 0, t = 0; y < image.Height; y++)
        {
            int s = (4 * start) + (y * stepY);
            for (int x = 0; x < image.Width; x++, t += 3, s += stepX)
            {
                if (composite && rgba[s + 3] != 255)
                {
                    int a = rgba[s + 3];
                    target[t] = Over(rgba[s], a, backdrop);
                    target[t + 1] = Over(rgba[s + 1], a, backdrop);
                    target[t + 2] = Over(rgba[s + 2], a, backdrop);
                }
                else
                {
                    target[t] = rgba[s];
                    target[t + 1] = rgba[s + 1];
                    target[t + 2] = rgba[s + 2];
                }
            }
        }

        return image;
    }

    private static byte Over(int value, int alpha, int backdrop) => (byte)(((value * alpha) + (backdrop * (255 - alpha)) + 127) / 255);

    private static string Describe(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "is truncated: the file ends before the picture does.",
        SKCodecResult.ErrorInInput or SKCodecResult.InvalidInput => "is damaged: its data cannot be decoded.",
        _ => $"cannot be decoded ({result}).",
    };
}
