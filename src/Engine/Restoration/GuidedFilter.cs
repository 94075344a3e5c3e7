using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>The guided filter with a colour guide: in every window the result is the linear function of R, G, B nearest to the input.</summary>
internal static class GuidedFilter
{
    /// <param name="guide">The picture whose edges count.</param>
    /// <param name="input">One number a pixel.</param>
    /// <param name="radius">Half the window, in pixels.</param>
    /// <param name="epsilon">Variance, of colours in 0..1, up to which a window counts as flat.</param>
    public static float[] Apply(RgbImage guide, float[] input, int radius, double epsilon)
    {
        int size = input.Length;
        BoxMean box = new(guide.Width, guide.Height, radius);
        double[][] colour = [new double[size], new double[size], new double[size]];
        double[] p = Array.ConvertAll(input, value => (double)value);
        for (int i = 0; i < size; i++)
        {
            for (int c = 0; c < 3; c++)
            {
                colour[c][i] = guide.Pixels[(3 * i) + c] / 255.0;
            }
        }

        double[] meanP = box.Of(p);
        double[][] mean = Array.ConvertAll(colour, box.Of);
        double[][] withInput = Array.ConvertAll(colour, plane => box.OfProduct(plane, p));
        double[][] second = [
            box.OfProduct(colour[0], colour[0]), box.OfProduct(colour[0], colour[1]), box.OfProduct(colour[0], colour[2]),
            box.OfProduct(colour[1], colour[1]), box.OfProduct(colour[1], colour[2]), box.OfProduct(colour[2], colour[2])];

        double[][] slope = [new double[size], new double[size], new double[size]];
        double[] offset = new double[size];
        for (int i = 0; i < size; i++)
        {
            (double r, double g, double b) = (mean[0][i], mean[1][i], mean[2][i]);
            (double x, double y, double z) = Solve(
                second[0][i] - (r * r) + epsilon, second[1][i] - (r * g), second[2][i] - (r * b),
                second[3][i] - (g * g) + epsilon, second[4][i] - (g * b), second[5][i] - (b * b) + epsilon,
                withInput[0][i] - (r * meanP[i]), withInput[1][i] - (g * meanP[i]), withInput[2][i] - (b * meanP[i]));
            (slope[0][i], slope[1][i], slope[2][i]) = (x, y, z);
            offset[i] = meanP[i] - (x * r) - (y * g) - (z * b);
        }

        double[][] smooth = Array.ConvertAll(slope, box.Of);
        double[] constant = box.Of(offset);
        float[] result = new float[size];
        for (int i = 0; i < size; i++)
        {
            result[i] = (float)((smooth[0][i] * colour[0][i]) + (smooth[1][i] * colour[1][i]) + (smooth[2][i] * colour[2][i]) + constant[i]);
        }

        return result;
    }

    /// <summary>A symmetric, positive definite 3 by 3 system, by cofactors.</summary>
    private static (double X, double Y, double Z) Solve(
        double rr, double rg, double rb, double gg, double gb, double bb, double r, double g, double b)
    {
        double c00 = (gg * bb) - (gb * gb);
        double c01 = (rb * gb) - (rg * bb);
        double c02 = (rg * gb) - (rb * gg);
        double c11 = (rr * bb) - (rb * rb);
        double c12 = (rb * rg) - (rr * gb);
        double c22 = (rr * gg) - (rg * rg);
        double determinant = (rr * c00) + (rg * c01) + (rb * c02);
        return (
            ((c00 * r) + (c01 * g) + (c02 * b)) / determinant,
            ((c01 * r) + (c11 * g) + (c12 * b)) / determinant,
            ((c02 * r) + (c12 * g) + (c22 * b)) / determinant);
    }
}
