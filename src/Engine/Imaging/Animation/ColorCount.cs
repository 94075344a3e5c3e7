namespace MyStyle.Engine.Imaging.Animation;

/// <summary>Pixels of nearly one colour: their mean, 0..255 a channel, and how many there are.</summary>
internal readonly record struct ColorCount(float R, float G, float B, int Count)
{
    private const int BitsPerChannel = 6;
    private const int Shift = 8 - BitsPerChannel;

    /// <summary>How many bins a colour may fall into.</summary>
    public const int Bins = 1 << (3 * BitsPerChannel);

    /// <summary>The value 0, 1 or 2 stands for: R, G, B.</summary>
    public float this[int axis] => axis == 0 ? R : axis == 1 ? G : B;

    /// <summary>The bin of a colour: its channels to six bits.</summary>
    public static int Bin(int r, int g, int b)
        => ((r >> Shift) << (2 * BitsPerChannel)) | ((g >> Shift) << BitsPerChannel) | (b >> Shift);

    /// <summary>The colour in the middle of a bin.</summary>
    public static (int R, int G, int B) Middle(int bin)
    {
        const int mask = (1 << BitsPerChannel) - 1;
        const int half = (1 << Shift) / 2;
        return (((bin >> (2 * BitsPerChannel)) << Shift) + half, (((bin >> BitsPerChannel) & mask) << Shift) + half, ((bin & mask) << Shift) + half);
    }

    /// <summary>The colours of all pixels of all pictures.</summary>
    public static ColorCount[] Of(IReadOnlyList<RgbImage> images)
    {
        int[] counts = new int[Bins];
        long[] sums = new long[3 * Bins];
        foreach (RgbImage image in images)
        {
            byte[] pixels = image.Pixels;
            for (int i = 0; i < pixels.Length; i += 3)
            {
                int bin = Bin(pixels[i], pixels[i + 1], pixels[i + 2]);
                counts[bin]++;
                sums[3 * bin] += pixels[i];
                sums[(3 * bin) + 1] += pixels[i + 1];
                sums[(3 * bin) + 2] += pixels[i + 2];
            }
        }

        List<ColorCount> colors = [];
        for (int bin = 0; bin < Bins; bin++)
        {
            if (counts[bin] > 0)
            {
                double n = counts[bin];
                colors.Add(new ColorCount((float)(sums[3 * bin] / n), (float)(sums[(3 * bin) + 1] / n), (float)(sums[(3 * bin) + 2] / n), counts[bin]));
            }
        }

        return [.. colors];
    }
}
