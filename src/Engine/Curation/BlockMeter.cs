using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Curation;

/// <summary>Measures the 8 by 8 blocks that strong JPEG compression leaves.</summary>
internal static class BlockMeter
{
    /// <summary>
    /// Mean second difference across block borders over the mean elsewhere; 1 without blocks. Meaningful only at the size at
    /// which the picture was compressed. Only the area is looked at: borders and plain backdrops say nothing about the face.
    /// </summary>
    public static double Measure(RgbImage image, FaceBox area)
    {
        Mask luma = Mask.Luma(image);
        int left = (int)Math.Clamp(area.Left, 2, luma.Width);
        int right = (int)Math.Clamp(area.Right, 0, luma.Width - 1);
        int top = (int)Math.Clamp(area.Top, 0, luma.Height);
        int bottom = (int)Math.Clamp(area.Bottom, 0, luma.Height);
        double border = 0, inside = 0;
        long borders = 0, insides = 0;
        for (int y = top; y < bottom; y++)
        {
            ReadOnlySpan<byte> row = luma.Row(y);
            for (int x = left; x < right; x++)
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
