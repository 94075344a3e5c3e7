using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Restoration;

/// <summary>What colours the marked pixels around each pixel have: mean and variance over a square window.</summary>
internal sealed class LocalColours
{
    /// <summary>Variance every region has, of colours in 0..1: noise and shading.</summary>
    private const double LeastVariance = 0.002;

    private readonly RgbImage _picture;
    private readonly double[] _share;
    private readonly double[][] _sums;
    private readonly double[] _squares;

    public LocalColours(RgbImage picture, bool[] marked, int reach)
    {
        BoxMean box = new(picture.Width, picture.Height, reach);
        _picture = picture;
        _share = box.Of(Array.ConvertAll(marked, value => value ? 1.0 : 0.0));
        _sums = [Masked(0), Masked(1), Masked(2)];
        double[] squares = new double[marked.Length];
        for (int i = 0; i < squares.Length; i++)
        {
            for (int c = 0; c < 3 && marked[i]; c++)
            {
                squares[i] += Level(i, c) * Level(i, c);
            }
        }

        _squares = box.Of(squares);

        double[] Masked(int channel) =>
            box.Of([.. Enumerable.Range(0, marked.Length).Select(i => marked[i] ? Level(i, channel) : 0)]);
    }

    /// <summary>How well the pixel's colour fits the marked pixels around it; null where there are none.</summary>
    public double? LogLikelihood(int pixel)
    {
        if (_share[pixel] < 1e-3)
        {
            return null;
        }

        double squareOfMean = 0;
        double distance = 0;
        for (int c = 0; c < 3; c++)
        {
            double mean = _sums[c][pixel] / _share[pixel];
            squareOfMean += mean * mean;
            distance += (Level(pixel, c) - mean) * (Level(pixel, c) - mean);
        }

        double variance = Math.Max(0, ((_squares[pixel] / _share[pixel]) - squareOfMean) / 3) + LeastVariance;
        return (-0.5 * distance / variance) - (1.5 * Math.Log(variance));
    }

    private double Level(int pixel, int channel) => _picture.Pixels[(3 * pixel) + channel] / 255.0;
}
