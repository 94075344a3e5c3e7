namespace MyStyle.Engine.Imaging.Animation;

/// <summary>A run of colours that one palette entry stands for, until it is cut in two.</summary>
internal sealed class ColorBox
{
    private readonly int _start;
    private readonly int _length;
    private readonly int _axis;

    public ColorBox(ColorCount[] colors, int start, int length)
    {
        _start = start;
        _length = length;
        Span<double> sum = stackalloc double[3];
        Span<double> squares = stackalloc double[3];
        double n = 0;
        foreach (ColorCount color in colors.AsSpan(start, length))
        {
            n += color.Count;
            for (int a = 0; a < 3; a++)
            {
                sum[a] += (double)color.Count * color[a];
                squares[a] += (double)color.Count * color[a] * color[a];
            }
        }

        double widest = -1;
        for (int a = 0; a < 3; a++)
        {
            double error = Math.Max(0, squares[a] - (sum[a] * sum[a] / n));
            Error += error;
            if (error > widest)
            {
                (widest, _axis) = (error, a);
            }
        }

        Mean = ((float)(sum[0] / n), (float)(sum[1] / n), (float)(sum[2] / n));
    }

    /// <summary>The mean colour.</summary>
    public (float R, float G, float B) Mean { get; }

    /// <summary>The squared distances from the mean, added up over pixels.</summary>
    public double Error { get; }

    /// <summary>Whether it holds more than one colour.</summary>
    public bool CanCut => _length > 1;

    /// <summary>Cuts across the channel that varies most, where the two halves are as uniform as can be. Sorts the run.</summary>
    public (ColorBox Low, ColorBox High) Cut(ColorCount[] colors)
    {
        int axis = _axis;
        colors.AsSpan(_start, _length).Sort((x, y) => x[axis].CompareTo(y[axis]));
        double total = 0;
        double totalCount = 0;
        foreach (ColorCount color in colors.AsSpan(_start, _length))
        {
            total += (double)color.Count * color[axis];
            totalCount += color.Count;
        }

        // The squares add up to the same wherever the cut is, so only the squared means decide.
        double low = 0;
        double lowCount = 0;
        double best = double.NegativeInfinity;
        int cut = 1;
        for (int i = 1; i < _length; i++)
        {
            ColorCount color = colors[_start + i - 1];
            low += (double)color.Count * color[axis];
            lowCount += color.Count;
            double gain = (low * low / lowCount) + ((total - low) * (total - low) / (totalCount - lowCount));
            if (gain > best)
            {
                (best, cut) = (gain, i);
            }
        }

        return (new ColorBox(colors, _start, cut), new ColorBox(colors, _start + cut, _length - cut));
    }
}
