namespace MyStyle.Engine.Restoration;

/// <summary>One grid of the multigrid hierarchy: weights to the right and lower neighbour, and the diagonal.</summary>
internal sealed class GridLevel
{
    /// <summary>
    /// Aggregates couple twice as strongly as pixels twice the size would: sums of edges double with the spacing, the Laplacian in
    /// the plane does not.
    /// </summary>
    private const double CoarseScale = 0.5;

    private readonly double[] _right;
    private readonly double[] _down;

    private GridLevel(int width, int height)
    {
        Width = width;
        Height = height;
        Diagonal = new double[width * height];
        _right = new double[width * height];
        _down = new double[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Sum of all couplings of a pixel; 0 where it is not solved for.</summary>
    public double[] Diagonal { get; }

    public static GridLevel Finest(int width, int height, bool[] unknown, byte[] neighbours)
    {
        GridLevel level = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                if (unknown[i])
                {
                    level.Diagonal[i] = neighbours[i];
                    level._right[i] = x + 1 < width && unknown[i + 1] ? 1 : 0;
                    level._down[i] = y + 1 < height && unknown[i + width] ? 1 : 0;
                }
            }
        }

        return level;
    }

    public GridLevel Coarsen()
    {
        GridLevel coarse = new((Width + 1) / 2, (Height + 1) / 2);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                int i = (y * Width) + x;
                int target = ((y / 2) * coarse.Width) + (x / 2);
                coarse.Diagonal[target] += CoarseScale * Diagonal[i];
                Gather(_right[i], x % 2 == 0, coarse.Diagonal, coarse._right, target);
                Gather(_down[i], y % 2 == 0, coarse.Diagonal, coarse._down, target);
            }
        }

        return coarse;
    }

    public void Apply(double[] u, double[] result)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int i = y * Width; i < (y + 1) * Width; i++)
            {
                result[i] = (Diagonal[i] * u[i]) - Neighbours(u, i, y);
            }
        }
    }

    /// <summary>Gauss-Seidel from the first pixel to the last.</summary>
    public void Forward(double[] u, double[] f)
    {
        for (int y = 0; y < Height; y++)
        {
            for (int i = y * Width; i < (y + 1) * Width; i++)
            {
                if (Diagonal[i] > 0)
                {
                    u[i] = (f[i] + Neighbours(u, i, y)) / Diagonal[i];
                }
            }
        }
    }

    /// <summary>Gauss-Seidel from the last pixel to the first: the transpose of <see cref="Forward"/>, which keeps the cycle symmetric.</summary>
    public void Backward(double[] u, double[] f)
    {
        for (int y = Height - 1; y >= 0; y--)
        {
            for (int i = ((y + 1) * Width) - 1; i >= y * Width; i--)
            {
                if (Diagonal[i] > 0)
                {
                    u[i] = (f[i] + Neighbours(u, i, y)) / Diagonal[i];
                }
            }
        }
    }

    /// <summary>The residual, summed over the aggregates of the next level.</summary>
    public double[] Restrict(double[] u, double[] f, GridLevel coarse)
    {
        double[] result = new double[coarse.Diagonal.Length];
        for (int y = 0; y < Height; y++)
        {
            int target = y / 2 * coarse.Width;
            for (int i = y * Width, x = 0; x < Width; i++, x++)
            {
                if (Diagonal[i] > 0)
                {
                    result[target + (x / 2)] += f[i] - (Diagonal[i] * u[i]) + Neighbours(u, i, y);
                }
            }
        }

        return result;
    }

    public void AddProlonged(double[] u, double[] correction, GridLevel coarse)
    {
        for (int y = 0; y < Height; y++)
        {
            int source = y / 2 * coarse.Width;
            for (int i = y * Width, x = 0; x < Width; i++, x++)
            {
                if (Diagonal[i] > 0)
                {
                    u[i] += correction[source + (x / 2)];
                }
            }
        }
    }

    private double Neighbours(double[] u, int i, int y)
    {
        double sum = 0;
        if (i > 0)
        {
            sum += _right[i - 1] * u[i - 1];
        }

        if (i + 1 < u.Length)
        {
            sum += _right[i] * u[i + 1];
        }

        if (y > 0)
        {
            sum += _down[i - Width] * u[i - Width];
        }

        if (y + 1 < Height)
        {
            sum += _down[i] * u[i + Width];
        }

        return sum;
    }

    private static void Gather(double weight, bool inside, double[] diagonal, double[] edges, int target)
    {
        if (inside)
        {
            // Both ends fall into one aggregate: the coupling vanishes from both diagonals.
            diagonal[target] -= 2 * CoarseScale * weight;
        }
        else
        {
            edges[target] += CoarseScale * weight;
        }
    }
}
