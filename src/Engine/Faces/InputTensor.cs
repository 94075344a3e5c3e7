using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Faces;

/// <summary>Puts pictures into the float arrays that networks take.</summary>
internal static class InputTensor
{
    /// <summary>[N, 3, size, size], each level (0..255) minus <paramref name="mean"/>, times <paramref name="scale"/>.</summary>
    public static float[] Planar(IReadOnlyList<RgbImage> images, int size, float mean, float scale, bool blueFirst)
    {
        float[] values = new float[images.Count * 3 * size * size];
        for (int n = 0; n < images.Count; n++)
        {
            Fill(images[n], values.AsSpan(n * 3 * size * size, 3 * size * size), mean, scale, blueFirst);
        }

        return values;
    }

    private static void Fill(RgbImage image, Span<float> target, float mean, float scale, bool blueFirst)
    {
        int plane = target.Length / 3;
        Span<float> red = target.Slice(blueFirst ? 2 * plane : 0, plane);
        Span<float> green = target.Slice(plane, plane);
        Span<float> blue = target.Slice(blueFirst ? 0 : 2 * plane, plane);
        byte[] pixels = image.Pixels;
        for (int i = 0, p = 0; i < plane; i++, p += 3)
        {
            red[i] = (pixels[p] - mean) * scale;
            green[i] = (pixels[p + 1] - mean) * scale;
            blue[i] = (pixels[p + 2] - mean) * scale;
        }
    }
}
