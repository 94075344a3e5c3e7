using System.Numerics.Tensors;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// The discrete Poisson equation on any set of pixels of a rectangle: <c>sum over neighbours (u_p - u_q) = f_p</c>, u = 0 on pixels
/// outside the set, no neighbour beyond a side declared free. Conjugate gradients, preconditioned by a multigrid W-cycle over
/// 2x2 aggregates, so the time is proportional to the number of pixels whatever the shape.
/// </summary>
internal sealed class GridLaplacian
{
    private const int CoarsestPixels = 64;
    private const int MaximumIterations = 200;

    private readonly List<GridLevel> _levels = [];

    /// <param name="width">Columns of the rectangle.</param>
    /// <param name="height">Rows.</param>
    /// <param name="unknown">Which pixels are solved for.</param>
    /// <param name="neighbours">How many neighbours each pixel has, those with u = 0 included: 4, fewer at a free side.</param>
    public GridLaplacian(int width, int height, bool[] unknown, byte[] neighbours)
    {
        _levels.Add(GridLevel.Finest(width, height, unknown, neighbours));
        while (_levels[^1].Width * _levels[^1].Height > CoarsestPixels)
        {
            _levels.Add(_levels[^1].Coarsen());
        }
    }

    /// <summary>Iterations the last solve took.</summary>
    public int Iterations { get; private set; }

    /// <summary>Solves to a relative energy error of about <paramref name="tolerance"/>; pixels not solved for are 0.</summary>
    public double[] Solve(ReadOnlySpan<double> f, double tolerance = 1e-8)
    {
        GridLevel finest = _levels[0];
        double[] u = new double[f.Length];
        double[] residual = f.ToArray();
        for (int i = 0; i < residual.Length; i++)
        {
            residual[i] = finest.Diagonal[i] > 0 ? residual[i] : 0;
        }

        double[] direction = new double[f.Length];
        double[] image = new double[f.Length];
        double previous = 0;
        double first = 0;
        for (Iterations = 0; Iterations < MaximumIterations; Iterations++)
        {
            double[] z = Cycle(0, residual);
            double energy = TensorPrimitives.Dot<double>(residual, z);
            first = Iterations == 0 ? energy : first;
            if (!(energy > tolerance * tolerance * first))
            {
                break;
            }

            double beta = Iterations == 0 ? 0 : energy / previous;
            TensorPrimitives.MultiplyAdd(direction, beta, z, direction);
            finest.Apply(direction, image);
            double step = energy / TensorPrimitives.Dot<double>(direction, image);
            TensorPrimitives.MultiplyAdd(direction, step, u, u);
            TensorPrimitives.MultiplyAdd(image, -step, residual, residual);
            previous = energy;
        }

        return u;
    }

    private double[] Cycle(int index, double[] f)
    {
        GridLevel level = _levels[index];
        double[] u = new double[level.Diagonal.Length];
        if (index == _levels.Count - 1)
        {
            for (int sweep = 0; sweep < 30; sweep++)
            {
                level.Forward(u, f);
                level.Backward(u, f);
            }

            return u;
        }

        level.Forward(u, f);
        GridLevel coarse = _levels[index + 1];
        for (int visit = 0; visit < (index == 0 ? 1 : 2); visit++)
        {
            double[] rest = level.Restrict(u, f, coarse);
            level.AddProlonged(u, Cycle(index + 1, rest), coarse);
        }

        level.Backward(u, f);
        return u;
    }
}
