using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Benchmarks;

/// <summary>Projection of edited codes back into the hull: one row and a whole code, from nothing and from the step before.</summary>
internal static class HullBenchmark
{
    private const int Seed = 5;
    private const double Along = 0.1;
    private const double Push = 0.3;
    private const double FurtherPush = 0.35;

    public static void Measure(BenchmarkClock clock, AnchorHull hull, int layers, double beta)
    {
        var random = new PortableRandom(Seed);
        var sampler = new HullSampler(SamplerKind.UniformSimplex, hull.Count, Seed);
        foreach (int rows in (int[])[1, layers])
        {
            var projector = new HullProjector(hull);
            RowMatrix near = new(rows, hull.Dimension), far = new(rows, hull.Dimension);
            void Edit()
            {
                // Layers of one code resemble each other, and an edit moves all of them along one direction, out of the hull.
                double[] start = sampler.Next();
                double[] direction = [.. Enumerable.Range(0, hull.Dimension).Select(_ => random.NextBell())];
                for (int row = 0; row < rows; row++)
                {
                    double[] other = sampler.Next();
                    double[] w = hull.Point([.. start.Zip(other, (a, b) => a + (Along * (b - a)))]);
                    for (int d = 0; d < w.Length; d++)
                    {
                        near[row, d] = w[d] + (Push * direction[d]);
                        far[row, d] = w[d] + (FurtherPush * direction[d]);
                    }
                }

                projector.Reset();
            }

            string what = rows == 1 ? "one row" : "all rows of a code";
            clock.Measure($"hull projection, {what}", 1, () => projector.ProjectRows(near, beta), prepare: Edit);
            clock.Measure($"hull projection, {what}, a step further", 1, () => projector.ProjectRows(far, beta), prepare: () =>
            {
                Edit();
                projector.ProjectRows(near, beta);
            });
        }
    }
}
