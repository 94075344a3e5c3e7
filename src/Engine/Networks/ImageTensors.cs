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
        Tensor bytes = ((images.detach() + 1) * 127.5f).add_(0.5f).clamp_(0, 255).to(ScalarType.Byte).permute(0, 2, 3, 1).contiguous().cpu();
        int height = (int)images.shape[2], width = (int)images.shape[3], size = 3 * width * height;
        Span<byte> all = bytes.bytes;
        var result = new RgbImage[images.shape[0]];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new RgbImage(width, height, all.Slice(i * size, size).ToArray());
        }

        return result;
    }
}
