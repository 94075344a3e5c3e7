using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Curation;

/// <summary>Measures the 8 by 8 blocks that strong JPEG compression leaves.</summary>
internal static class BlockMeter
{
    /// <summary>
    /// Mean second difference across block borders over the mean elsewhere; 1 without blocks. Meaningful only at the size at
    /// which the picture was compressed.
    /// </summary>
    public static double Measure(RgbImage image)
    {
        Mask luma = Mask.Luma(image);
        double border = 0, inside = 0;
        long borders = 0, insides = 0;
        for (int y = 0; y < luma.Height; y++)
        {
            ReadOnlySpan<byte> row = luma.Row(y);
            for (int x = 2; x < luma.Width - 1; x++)
            {
                // The step between x - 1 and x, less the slope around it.
                double step = Math.Abs(row[x] - row[x - 1]) - (0.5 * (Math.Abs(row[x - 1] - row[x - 2]) + Math.Abs(row[x + 1] - row[x])));
                step = Math.Max(step, 0);
                if (x % 8 == 0)
                {
                    border += step;
                    borders++;
                }
                else
                {
                    inside += step;
                    insides++;
                }
            }
        }

        return borders == 0 || insides == 0 ? 1 : ((border / borders) + 0.25) / ((inside / insides) + 0.25);
    }
}
