namespace MyStyle.Engine.Imaging.Animation;

/// <summary>
/// The few colours that stand for all of some pictures: median cut, where the box that errs most is cut next and at the place
/// that helps most, then a few rounds of moving every colour to the mean of what it stands for.
/// </summary>
internal sealed class Palette
{
    private const int Rounds = 3;
    private const int MaxSpread = 48;
    private const int Tile = 8;
    private readonly float[] _colors;
    private readonly short[] _nearest = new short[ColorCount.Bins];
    private readonly int[] _thresholds;

    private Palette(float[] colors, ColorCount[] counts)
    {
        for (int round = 0; round < Rounds; round++)
        {
            colors = Settle(colors, counts);
        }

        Colors = [.. colors.Select(c => (byte)Math.Clamp(MathF.Round(c), 0, 255))];
        _colors = [.. Colors.Select(c => (float)c)];
        Array.Fill(_nearest, (short)-1);
        _thresholds = Thresholds(Spread(counts));
    }

    /// <summary>R, G, B of each colour.</summary>
    public byte[] Colors { get; }

    /// <summary>At most <paramref name="most"/> colours for the pictures; fewer if they have no more.</summary>
    public static Palette Of(IReadOnlyList<RgbImage> images, int most)
    {
        ColorCount[] counts = ColorCount.Of(images);
        PriorityQueue<ColorBox, double> boxes = new();
        Add(new ColorBox(counts, 0, counts.Length));
        List<ColorBox> done = [];
        while (boxes.Count > 0 && boxes.Count + done.Count < most)
        {
            ColorBox box = boxes.Dequeue();
            if (!box.CanCut)
            {
                done.Add(box);
                continue;
            }

            (ColorBox low, ColorBox high) = box.Cut(counts);
            Add(low);
            Add(high);
        }

        IEnumerable<ColorBox> all = done.Concat(boxes.UnorderedItems.Select(i => i.Element));
        return new Palette([.. all.SelectMany(b => (float[])[b.Mean.R, b.Mean.G, b.Mean.B])], counts);

        void Add(ColorBox box) => boxes.Enqueue(box, -box.Error);
    }

    /// <summary>Indices of the nearest colours, row by row.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="dither">Whether to add a fixed pattern first, as strong as the colours are far apart.</param>
    /// <param name="indices">One a pixel.</param>
    public void Map(RgbImage image, bool dither, Span<byte> indices)
    {
        int t = 0;
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            ReadOnlySpan<int> thresholds = _thresholds.AsSpan(Tile * (y % Tile), Tile);
            for (int x = 0; x < row.Length / 3; x++, t++)
            {
                int shift = dither ? thresholds[x % Tile] : 0;
                indices[t] = (byte)Nearest(Limit(row[3 * x] + shift), Limit(row[(3 * x) + 1] + shift), Limit(row[(3 * x) + 2] + shift));
            }
        }
    }

    private static int Limit(int value) => Math.Clamp(value, 0, 255);

    private static int Nearest(float[] colors, float r, float g, float b, out float distance)
    {
        int best = 0;
        distance = float.MaxValue;
        for (int i = 0; i < colors.Length; i += 3)
        {
            float dr = colors[i] - r;
            float dg = colors[i + 1] - g;
            float db = colors[i + 2] - b;
            float d = (dr * dr) + (dg * dg) + (db * db);
            if (d < distance)
            {
                (distance, best) = (d, i / 3);
            }
        }

        return best;
    }

    private static float[] Settle(float[] colors, ColorCount[] counts)
    {
        double[] sums = new double[colors.Length];
        double[] totals = new double[colors.Length / 3];
        foreach (ColorCount c in counts)
        {
            int i = Nearest(colors, c.R, c.G, c.B, out _);
            totals[i] += c.Count;
            for (int a = 0; a < 3; a++)
            {
                sums[(3 * i) + a] += (double)c.Count * c[a];
            }
        }

        return [.. colors.Select((c, i) => totals[i / 3] > 0 ? (float)(sums[i] / totals[i / 3]) : c)];
    }

    private int Nearest(int r, int g, int b)
    {
        int bin = ColorCount.Bin(r, g, b);
        int known = _nearest[bin];
        if (known >= 0)
        {
            return known;
        }

        (int mr, int mg, int mb) = ColorCount.Middle(bin);
        int found = Nearest(_colors, mr, mg, mb, out _);
        _nearest[bin] = (short)found;
        return found;
    }

    /// <summary>The distance between neighbouring colours, told by the error: equal steps of d err by d over the root of 12.</summary>
    private double Spread(ColorCount[] counts)
    {
        double error = 0;
        double pixels = 0;
        foreach (ColorCount c in counts)
        {
            _ = Nearest(_colors, c.R, c.G, c.B, out float distance);
            error += (double)c.Count * distance;
            pixels += c.Count;
        }

        return Math.Min(MaxSpread, Math.Sqrt(12 * error / (3 * pixels)));
    }

    /// <summary>Bayer's 8 x 8 pattern, centred on 0, from one end of <paramref name="spread"/> to the other.</summary>
    private static int[] Thresholds(double spread)
    {
        int[] thresholds = new int[Tile * Tile];
        for (int y = 0; y < Tile; y++)
        {
            for (int x = 0; x < Tile; x++)
            {
                // The bits of x xor y and of y, interleaved, the lowest first.
                int rank = 0;
                for (int bit = 0; bit < 3; bit++)
                {
                    rank = (rank << 2) | ((((x ^ y) >> bit) & 1) << 1) | ((y >> bit) & 1);
                }

                thresholds[(Tile * y) + x] = (int)Math.Round(spread * (((rank + 0.5) / (Tile * Tile)) - 0.5));
            }
        }

        return thresholds;
    }
}
