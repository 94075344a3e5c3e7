using CsCheck;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Tests.Hull;

public class HullProjectorTests
{
    [Fact]
    public void Project_GoldenProblem_ReachesTheReferenceOptimum()
    {
        GoldenEdit golden = HullFixtures.Golden();
        HullProjector projector = new(new AnchorHull(golden.Anchors));

        HullProjection[] rows = projector.ProjectRows(golden.Codes, golden.Beta);

        (0.5 * rows.Sum(row => row.SquaredDistance)).ShouldBe(golden.Objective, 1e-9);
        for (int i = 0; i < rows.Length; i++)
        {
            HullFixtures.Distance(rows[i].Alpha, golden.Alpha.Row(i)).ShouldBeLessThan(1e-7);
            rows[i].OptimalityGap.ShouldBeLessThan(1e-9);
            RequireFeasible(rows[i].Alpha, golden.Beta);
        }
    }

    [Fact]
    public void Project_AnyHullAndCode_IsFeasibleAndCertified() =>
        Problems.Sample((hull, w, beta) =>
        {
            HullProjection result = new HullProjector(hull).Project(w, beta);
            RequireFeasible(result.Alpha, beta);
            // An anchor within a millionth of the span of others counts as dependent on them (anchors come in float32): what it
            // could still improve is of that order. Problems without such anchors are solved to 1e-9 (the golden one).
            double size = hull.Anchors.Values.Max(Math.Abs);
            result.OptimalityGap.ShouldBeLessThan(1e-5 * (1 + result.SquaredDistance + (size * size)));
            result.SquaredDistance.ShouldBe(Math.Pow(HullFixtures.Distance(hull.Point(result.Alpha), w), 2), 1e-9);
        });

    [Fact]
    public void Project_AnyHullAndCode_IsNoFartherThanAnyFeasiblePoint() =>
        Problems.Sample((hull, w, beta) =>
        {
            double best = new HullProjector(hull).Project(w, beta).Distance;
            HullSampler sampler = new(SamplerKind.UniformSimplex, hull.Count, 7, beta);
            HullSampler faces = new(SamplerKind.ThreeAnchors, hull.Count, 7);
            for (int i = 0; i < 20; i++)
            {
                HullFixtures.Distance(hull.Point(sampler.Next()), w).ShouldBeGreaterThan(best - (1e-6 * (1 + best)));
                HullFixtures.Distance(hull.Point(faces.Next()), w).ShouldBeGreaterThan(best - (1e-6 * (1 + best)));
            }
        });

    [Fact]
    public void Project_Twice_ChangesNothing() =>
        Problems.Sample((hull, w, beta) =>
        {
            HullProjector projector = new(hull);
            double[] once = hull.Point(projector.Project(w, beta).Alpha);
            projector.Reset();
            double[] twice = hull.Point(projector.Project(once, beta).Alpha);
            HullFixtures.Distance(once, twice).ShouldBeLessThan(1e-5);
        });

    [Fact]
    public void Project_WarmStarted_EqualsColdStarted() =>
        Gen.Select(HullFixtures.IndependentHulls, Gen.Double[-4, 4].Array[16].Array[6], Gen.Double[0, 0.3]).Sample((hull, codes, beta) =>
        {
            HullProjector warm = new(hull);
            foreach (double[] w in codes)
            {
                HullProjection cold = new HullProjector(hull).Project(w, beta);
                HullProjection next = warm.Project(w, beta);
                next.SquaredDistance.ShouldBe(cold.SquaredDistance, 1e-8);
            }
        });

    [Fact]
    public void Project_PointOfTheHull_ReturnsIt() =>
        Gen.Select(HullFixtures.Hulls, Gen.ULong, Gen.Double[0, 0.2]).Sample((hull, seed, beta) =>
        {
            double[] w = hull.Point(new HullSampler(SamplerKind.UniformSimplex, hull.Count, seed, beta).Next());
            new HullProjector(hull).Project(w, beta).Distance.ShouldBeLessThan(1e-5);
        });

    [Fact]
    public void Project_Unbounded_IsAffineLeastSquares() =>
        Problems.Sample((hull, w, _) =>
        {
            HullProjection result = new HullProjector(hull).Project(w, double.PositiveInfinity);
            // Of a tiny hull the coordinates of a far point are huge, and their sum has the rounding of the largest.
            result.Alpha.Sum().ShouldBe(1, 1e-9 + (1e-14 * result.Alpha.Sum(Math.Abs)));

            // The rest is orthogonal to every difference of anchors.
            double[] point = hull.Point(result.Alpha);
            for (int i = 1; i < hull.Count; i++)
            {
                double inner = 0;
                for (int d = 0; d < hull.Dimension; d++)
                {
                    inner += (w[d] - point[d]) * (hull.Anchors[i, d] - hull.Anchors[0, d]);
                }

                inner.ShouldBe(0, 1e-4);
            }
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1e-77)]
    [InlineData(1e-11)]
    public void Project_AnchorsThatCoincide_AreOnePoint(double apart)
    {
        AnchorHull hull = new(RowMatrix.FromRows([[0.5, apart], [0.5, -apart], [0.5, 0]]));

        HullProjection result = new HullProjector(hull).Project([-1, 1], double.PositiveInfinity);

        hull.AffineDimension.ShouldBe(0);
        result.Alpha.ShouldAllBe(value => Math.Abs(value - (1.0 / 3)) < 1e-12);
        result.Distance.ShouldBe(Math.Sqrt((1.5 * 1.5) + 1), 1e-9);
    }

    [Fact]
    public void Project_GrowingBeta_NeverMovesAway() =>
        Problems.Sample((hull, w, beta) =>
        {
            HullProjector projector = new(hull);
            double near = projector.Project(w, beta + 0.1).Distance;
            // What differs by less than a millionth of the span is no dimension of the hull: a way along it is not gone.
            double longest = Enumerable.Range(0, hull.Count).Max(i => HullFixtures.Distance(hull.Anchors.Row(i).ToArray(), hull.Centre));
            double ignored = (1e-6 * 2 * longest * (1 + (2 * hull.Count * (beta + 0.1)))) + 1e-9;
            near.ShouldBeLessThanOrEqualTo(projector.Project(w, beta).Distance + ignored);
            projector.Project(w, double.PositiveInfinity).Distance.ShouldBeLessThanOrEqualTo(near + ignored);
        });

    [Fact]
    public void Project_MoreAnchorsThanDimensions_IsCertified()
    {
        PortableRandom random = new(3);
        AnchorHull hull = new(HullFixtures.Bell(random, 300, 24));
        HullProjector projector = new(hull);
        for (int i = 0; i < 20; i++)
        {
            double[] w = [.. HullFixtures.Bell(random, 24).Select(x => 2 * x)];
            HullProjection result = projector.Project(w, 0.001);
            RequireFeasible(result.Alpha, 0.001);
            result.OptimalityGap.ShouldBeLessThan(1e-8);
        }
    }

    [Fact]
    public void Project_AllAnchorsEqual_ReturnsThem()
    {
        AnchorHull hull = new(RowMatrix.Repeat([1.0, 2.0, 3.0], 5));
        HullProjection result = new HullProjector(hull).Project([4.0, 2, 3], 0.05);
        result.Distance.ShouldBe(3, 1e-12);
        RequireFeasible(result.Alpha, 0.05);
        hull.AffineDimension.ShouldBe(0);
    }

    [Fact]
    public void ProjectRows_EqualRows_AreSolvedOnce()
    {
        GoldenEdit golden = HullFixtures.Golden();
        HullProjection[] rows = new HullProjector(new AnchorHull(golden.Anchors)).ProjectRows(RowMatrix.Repeat(golden.Codes.Row(0), 18), 0.02);
        rows.ShouldAllBe(row => ReferenceEquals(row, rows[0]));
    }

    private static readonly Gen<(AnchorHull Hull, double[] Code, double Beta)> Problems =
        from hull in HullFixtures.Hulls
        from w in Gen.Double[-4, 4].Array[hull.Dimension]
        from beta in Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 0.3])
        select (hull, w, beta);

    private static void RequireFeasible(double[] alpha, double beta)
    {
        alpha.Sum().ShouldBe(1, 1e-12);
        alpha.Min().ShouldBeGreaterThanOrEqualTo(-beta - 1e-12);
    }
}
