namespace MyStyle.Engine.Imaging;

/// <summary>Which inputs, with which fixed-point weights, make each output of a one-dimensional resize.</summary>
internal sealed class ResampleWeights
{
    private readonly int[] _first;
    private readonly int[] _count;
    private readonly int[] _weights;
    private readonly int _stride;

    private ResampleWeights(int[] first, int[] count, int[] weights, int stride)
    {
        _first = first;
        _count = count;
        _weights = weights;
        _stride = stride;
    }

    public int First(int output) => _first[output];

    public ReadOnlySpan<int> Of(int output) => _weights.AsSpan(output * _stride, _count[output]);

    public static ResampleWeights Create(int input, int output, ResampleFilter filter, int precisionBits)
    {
        double scale = (double)input / output;
        double filterScale = Math.Max(scale, 1.0);
        double support = Support(filter) * filterScale;
        int stride = ((int)Math.Ceiling(support) * 2) + 1;
        int[] first = new int[output];
        int[] count = new int[output];
        int[] weights = new int[output * stride];
        double[] exact = new double[stride];
        for (int i = 0; i < output; i++)
        {
            double center = (i + 0.5) * scale;
            int from = Math.Max((int)(center - support + 0.5), 0);
            int to = Math.Min((int)(center + support + 0.5), input);
            double sum = 0;
            for (int x = from; x < to; x++)
            {
                double weight = Kernel(filter, (x - center + 0.5) / filterScale);
                exact[x - from] = weight;
                sum += weight;
            }

            first[i] = from;
            count[i] = to - from;
            for (int x = 0; x < to - from; x++)
            {
                double weight = sum != 0 ? exact[x] / sum : exact[x];
                weights[(i * stride) + x] = (int)((weight * (1 << precisionBits)) + (weight < 0 ? -0.5 : 0.5));
            }
        }

        return new ResampleWeights(first, count, weights, stride);
    }

    private static double Support(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Bilinear => 1.0,
        ResampleFilter.Bicubic => 2.0,
        _ => 3.0,
    };

    private static double Kernel(ResampleFilter filter, double x)
    {
        double a = Math.Abs(x);
        return filter switch
        {
            ResampleFilter.Bilinear => Math.Max(0, 1 - a),
            ResampleFilter.Bicubic when a < 1 => (((1.5 * a) - 2.5) * a * a) + 1,
            ResampleFilter.Bicubic when a < 2 => (((((a - 5) * a) + 8) * a) - 4) * -0.5,
            ResampleFilter.Lanczos3 when x is >= -3 and < 3 => Sinc(x) * Sinc(x / 3),
            _ => 0,
        };
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
