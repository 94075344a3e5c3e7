using System.Numerics;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Curation;

/// <summary>
/// 256 bits that stay nearly the same when a picture is recompressed, rescaled or brightened: whether each cell of a 17 by 16
/// grid of means is brighter than its neighbour on the right. 64 bits would confuse photos that share pose and backdrop.
/// </summary>
public readonly record struct PerceptualHash(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Hashes a picture.</summary>
    public static PerceptualHash Of(RgbImage image)
    {
        Mask cells = Resampler.Resize(Mask.Luma(image), 17, 16, ResampleFilter.Bilinear);
        Span<ulong> words = stackalloc ulong[4];
        for (int y = 0, bit = 0; y < 16; y++)
        {
            ReadOnlySpan<byte> row = cells.Row(y);
            for (int x = 0; x < 16; x++, bit++)
            {
                if (row[x] > row[x + 1])
                {
                    words[bit >> 6] |= 1UL << (bit & 63);
                }
            }
        }

        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

    /// <summary>How many of the 256 bits differ.</summary>
    public int Distance(PerceptualHash other)
        => BitOperations.PopCount(A ^ other.A) + BitOperations.PopCount(B ^ other.B)
            + BitOperations.PopCount(C ^ other.C) + BitOperations.PopCount(D ^ other.D);
}
