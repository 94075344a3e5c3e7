using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Curation;

/// <summary>
/// Perceptual blur without a reference (Crete et al. 2007): blur the picture once more and see which share of the steps between
/// neighbours survives. Steps that survive were soft already. Contrast and brightness cancel out.
/// </summary>
internal static class BlurMeter
{
    private const int Radius = 4;

    /// <summary>0 (crisp) to 1 (nothing but blur) inside a rectangle; the worse of the two directions.</summary>
    public static double Measure(Mask luma, int left, int top, int right, int bottom)
        => Math.Max(
            Along(luma.Values, 1, luma.Width, luma.Width, left, right, top, bottom),
            Along(luma.Values, luma.Width, 1, luma.Height, top, bottom, left, right));

    private static double Along(byte[] values, int step, int lineStep, int length, int from, int to, int firstLine, int lastLine)
    {
        double total = 0, lost = 0;
        int[] sums = new int[length + 1];
        for (int line = firstLine; line < lastLine; line++)
        {
            int start = line * lineStep;
            for (int i = 0; i < length; i++)
            {
                sums[i + 1] = sums[i] + values[start + (i * step)];
            }

            double before = Mean(sums, from, length);
            for (int i = from + 1; i < to; i++)
            {
                double now = Mean(sums, i, length);
                double sharp = Math.Abs(values[start + (i * step)] - values[start + ((i - 1) * step)]);
                total += sharp;
                lost += Math.Max(0, sharp - Math.Abs(now - before));
                before = now;
            }
        }

        return total > 0 ? (total - lost) / total : 1;
    }

    private static double Mean(int[] sums, int i, int length)
    {
        int low = Math.Max(i - Radius, 0);
        int high = Math.Min(i + Radius + 1, length);
        return (double)(sums[high] - sums[low]) / (high - low);
    }
}
