using MyStyle.Engine.Imaging;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks;

/// <summary>Between 8-bit pictures and tensors [B, 3, H, W] in [-1, 1].</summary>
public static class ImageTensors
{
    /// <summary>Pictures of one size as a batch.</summary>
    /// <returns>float32 [B, 3, H, W] in [-1, 1]: <c>x / 127.5 - 1</c>.</returns>
    public static Tensor ToTensor(IReadOnlyList<RgbImage> images, Device device)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        int width = images[0].Width, height = images[0].Height, size = 3 * width * height;
        var pixels = new byte[images.Count * size];
        for (int i = 0; i < images.Count; i++)
        {
            if (images[i].Width != width || images[i].Height != height)
            {
                throw new ArgumentException("The pictures of a batch must have one size.", nameof(images));
            }

            images[i].Pixels.CopyTo(pixels, i * size);
        }

        Tensor bytes = tensor(pixels, [images.Count, height, width, 3], dtype: ScalarType.Byte).to(device);
        return FromBytes(bytes).MoveToOuterDisposeScope();
    }

    /// <summary>One picture as a batch of one.</summary>
    public static Tensor ToTensor(this RgbImage image, Device device) => ToTensor([image], device);

    /// <summary>8-bit pixels on the device as floats.</summary>
    /// <param name="bytes">uint8 [B, H, W, 3]</param>
    /// <returns>float32 [B, 3, H, W] in [-1, 1].</returns>
    public static Tensor FromBytes(Tensor bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return bytes.permute(0, 3, 1, 2).to(ScalarType.Float32).div_(127.5f).sub_(1);
    }

    /// <summary>A batch as pictures, values outside [-1, 1] clamped, rounded to the nearest level.</summary>
    public static IReadOnlyList<RgbImage> ToImages(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        return Download(ToBytes(images.detach()));
    }

    /// <summary>A batch as 8-bit pixels on the device: clamped to [-1, 1], rounded to the nearest level.</summary>
    /// <param name="images">[B, 3, H, W]</param>
    /// <returns>uint8 [B, H, W, 3]</returns>
    internal static Tensor ToBytes(Tensor images) =>
        ((images + 1) * 127.5f).add_(0.5f).clamp_(0, 255).to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous();

    /// <summary>8-bit pixels on the device as pictures.</summary>
    /// <param name="bytes">uint8 [B, H, W, 3]</param>
    internal static IReadOnlyList<RgbImage> Download(Tensor bytes)
    {
        using var scope = NewDisposeScope();
        int height = (int)bytes.shape[1], width = (int)bytes.shape[2], size = 3 * width * height;
        Span<byte> all = bytes.cpu().bytes;
        var result = new RgbImage[bytes.shape[0]];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new RgbImage(width, height, all.Slice(i * size, size).ToArray());
        }

        return result;
    }
}
