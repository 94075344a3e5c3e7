using System.Diagnostics;
using System.Globalization;
using MyStyle.Benchmarks.Hull;
using MyStyle.Engine.Hull;

// Projection of edited codes back into the dilated hull: microseconds, median of the runs. Anchors are random with a decaying
// spectrum, as W codes have; codes are samples of the hull pushed along a random direction until they lie outside.
const int Dimension = 512;
const double Beta = 0.02;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.WriteLine($"k = {Dimension}, beta = {Beta}; microseconds, median; gap = certified distance from the optimum");
Console.WriteLine("    N  rows      cold      warm   |  ADMM 1e-5  excess    ADMM 1e-8   |  prepare: Gram, QR  worst gap   iterations");
foreach (int count in new[] { 100, 300, 1000 })
{
    PortableRandom random = new(7);
    RowMatrix anchors = new(count, Dimension);
    for (int i = 0; i < anchors.Values.Length; i++)
    {
        anchors.Values[i] = random.NextBell() * 3 / (1 + (i % Dimension / 60.0));
    }

    AnchorHull hull = new(anchors);
    Stopwatch clock = Stopwatch.StartNew();
    HullProjector projector = new(hull);
    double prepare = clock.Elapsed.TotalMicroseconds;
    clock.Restart();
    hull.Coordinates(anchors.Row(0));
    double factor = clock.Elapsed.TotalMicroseconds;
    AdmmSolver admm = new(hull);
    foreach (int rows in new[] { 1, 18 })
    {
        int runs = Math.Max(3, 2000 / count / rows);
        List<double> cold = [];
        List<double> warm = [];
        List<double> loose = [];
        List<double> tight = [];
        double gap = 0;
        double excess = 0;
        int iterations = 0;
        HullSampler sampler = new(SamplerKind.UniformSimplex, count, 5);
        for (int run = 0; run < runs + 1; run++)
        {
            // Layers of one code resemble each other; the next theta lies a little farther along.
            double[] start = sampler.Next();
            double[] direction = [.. Enumerable.Range(0, Dimension).Select(_ => random.NextBell())];
            RowMatrix codes = new(rows, Dimension);
            RowMatrix further = new(rows, Dimension);
            for (int row = 0; row < rows; row++)
            {
                double[] w = hull.Point(HullSampler.Interpolate(
                    new RowMatrix(1, count, start), new RowMatrix(1, count, sampler.Next()), 0.1).Row(0));
                for (int d = 0; d < Dimension; d++)
                {
                    codes[row, d] = w[d] + (0.3 * direction[d]);
                    further[row, d] = w[d] + (0.35 * direction[d]);
                }
            }

            projector.Reset();
            clock.Restart();
            HullProjection[] first = projector.ProjectRows(codes, Beta);
            cold.Add(clock.Elapsed.TotalMicroseconds);
            clock.Restart();
            HullProjection[] second = projector.ProjectRows(further, Beta);
            warm.Add(clock.Elapsed.TotalMicroseconds);
            gap = Math.Max(gap, first.Concat(second).Max(result => result.OptimalityGap));
            iterations = Math.Max(iterations, first[0].Iterations);
            if (run > 2)
            {
                continue;
            }

            loose.Add(Measure(() =>
            {
                for (int row = 0; row < rows; row++)
                {
                    double[] alpha = admm.Project(codes.Row(row), Beta, 1e-5).Alpha;
                    double distance = System.Numerics.Tensors.TensorPrimitives.Distance<double>(hull.Point(alpha), codes.Row(row));
                    excess = Math.Max(excess, Math.Abs(distance - first[row].Distance));
                }
            }));
            tight.Add(Measure(() =>
            {
                for (int row = 0; row < rows; row++)
                {
                    admm.Project(codes.Row(row), Beta, 1e-8);
                }
            }));
        }

        Console.WriteLine(
            $"{count,5} {rows,5} {Median(cold),9:F0} {Median(warm),9:F0}   |  {Median(loose),9:F0}  {excess:E1}  {Median(tight),10:F0}   |  {prepare,8:F0} {factor,9:F0}    {gap:E1}   {iterations,6}");
    }
}

return 0;

static double Median(List<double> values)
{
    // The first run pays for compilation.
    List<double> sorted = [.. values.Skip(1).Order()];
    return sorted[sorted.Count / 2];
}

static double Measure(Action action)
{
    Stopwatch clock = Stopwatch.StartNew();
    action();
    return clock.Elapsed.TotalMicroseconds;
}
