using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Imaging;

/// <summary>Shows where two pictures differ, and how much.</summary>
public static class PictureDifference
{
    // From nothing to everything: brightness rises all the way, so the picture can be read without seeing colours.
    private static readonly (int R, int G, int B)[] Heat = [(0, 0, 0), (58, 16, 110), (176, 42, 92), (238, 112, 36), (252, 204, 72), (255, 255, 232)];
    private static readonly byte[] Colors = MakeColors();

    /// <summary>A picture of the differences: black where there is none, over violet, red and orange to nearly white.</summary>
    /// <param name="a">The one picture.</param>
    /// <param name="b">The other, of the same size.</param>
    /// <param name="gain">What the difference of a pixel, the largest of its channels (0..255), is multiplied with; above 0.</param>
    /// <exception cref="EngineException">The pictures differ in size.</exception>
    public static RgbImage Render(RgbImage a, RgbImage b, double gain = 4)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gain);
        if (a.Width != b.Width || a.Height != b.Height)
        {
            throw new EngineException(
                $"A picture of {a.Width} x {a.Height} pixels cannot be compared with one of {b.Width} x {b.Height}. Bring them to one size first.");
        }

        byte[] levels = new byte[256];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = (byte)Math.Min(255, Math.Round(i * gain));
        }

        RgbImage result = new(a.Width, a.Height);
        (byte[] one, byte[] other, byte[] target) = (a.Pixels, b.Pixels, result.Pixels);
        for (int i = 0; i < target.Length; i += 3)
        {
            int difference = Math.Max(Math.Abs(one[i] - other[i]), Math.Max(Math.Abs(one[i + 1] - other[i + 1]), Math.Abs(one[i + 2] - other[i + 2])));
            Colors.AsSpan(3 * levels[difference], 3).CopyTo(target.AsSpan(i));
        }

        return result;
    }

    private static byte[] MakeColors()
    {
        byte[] colors = new byte[3 * 256];
        for (int level = 0; level < 256; level++)
        {
            double place = level * (Heat.Length - 1) / 255.0;
            int from = Math.Min((int)place, Heat.Length - 2);
            double part = place - from;
            colors[3 * level] = Mix(Heat[from].R, Heat[from + 1].R, part);
            colors[(3 * level) + 1] = Mix(Heat[from].G, Heat[from + 1].G, part);
            colors[(3 * level) + 2] = Mix(Heat[from].B, Heat[from + 1].B, part);
        }

        return colors;
    }

    private static byte Mix(int from, int to, double part) => (byte)Math.Round(from + (part * (to - from)));
}
