using CsCheck;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Tests.Hull;

public class AnchorHullTests
{
    [Fact]
    public void Project_SpanForm_EqualsTheReference()
    {
        GoldenEdit golden = HullFixtures.Golden();

        PersonalDirection result = new AnchorHull(golden.Anchors).Project(golden.Direction, DirectionForm.Span);

        HullFixtures.Distance(result.Gamma, golden.Gamma).ShouldBeLessThan(1e-12);
        HullFixtures.Distance(result.Projected, golden.Projected).ShouldBeLessThan(1e-12);
        result.Cosine.ShouldBe(golden.Cosine, 1e-12);
    }

    [Fact]
    public void Project_AffineForm_KeepsTheSumAndIsOrthogonalProjection() =>
        Gen.Select(HullFixtures.Hulls, Gen.Double[-1, 1].Array[16]).Where((_, d) => d.Any(x => Math.Abs(x) > 0.1)).Sample((hull, numbers) =>
        {
            double[] direction = numbers[..hull.Dimension];
            direction[0] += 2;
            PersonalDirection result = hull.Project(direction);

            result.Gamma.Sum().ShouldBe(0, 1e-9 * (1 + result.Gamma.Max(Math.Abs)));
            HullFixtures.Distance(hull.Point(result.Gamma), result.Projected).ShouldBeLessThan(1e-6);
            Math.Pow(HullFixtures.Distance(direction, result.Projected), 2)
                .ShouldBe(direction.Sum(x => x * x) - result.Projected.Sum(x => x * x), 1e-5);
            result.Cosine.ShouldBeInRange(0, 1);
        });

    [Fact]
    public void Project_DirectionInTheAffineSpan_GivesItsExactGamma() =>
        Gen.Select(HullFixtures.IndependentHulls, Gen.Double[-1, 1].Array[14]).Sample((hull, numbers) =>
        {
            double[] gamma = numbers[..hull.Count];
            gamma[0] += 3;
            double mean = gamma.Average();
            gamma = [.. gamma.Select(x => x - mean)];

            PersonalDirection result = hull.Project(hull.Point(gamma));

            HullFixtures.Distance(result.Gamma, gamma).ShouldBeLessThan(1e-7);
            result.Cosine.ShouldBe(1, 1e-9);
        });

    [Fact]
    public void Project_DuplicateAnchors_ShareTheirPartOfGamma()
    {
        AnchorHull hull = new(RowMatrix.FromRows([[0.0, 0], [2, 0], [2, 0]]));
        PersonalDirection result = hull.Project([1.0, 0]);
        result.Gamma[1].ShouldBe(result.Gamma[2], 1e-12);
        result.Gamma[1].ShouldBe(0.25, 1e-12);
        result.Cosine.ShouldBe(1, 1e-12);
        hull.AffineDimension.ShouldBe(1);
    }

    [Fact]
    public void Project_DirectionOrthogonalToTheHull_HasCosineZero()
    {
        AnchorHull hull = new(RowMatrix.FromRows([[0.0, 0, 1], [2, 0, 1], [1, 1, 1]]));
        PersonalDirection result = hull.Project([0.0, 0, 1]);
        result.Cosine.ShouldBe(0);
        result.Gamma.Max(Math.Abs).ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Coordinates_OfAnyAffineCombination_RenderThatPoint() =>
        Gen.Select(HullFixtures.Hulls, Gen.ULong).Sample((hull, seed) =>
        {
            double[] alpha = new HullSampler(SamplerKind.UniformSimplex, hull.Count, seed, 0.5).Next();
            double[] w = hull.Point(alpha);
            double[] found = hull.Coordinates(w);
            found.Sum().ShouldBe(1, 1e-9);
            HullFixtures.Distance(hull.Point(found), w).ShouldBeLessThan(1e-5);
        });

    [Fact]
    public void Points_OfUnitCoordinates_AreTheAnchors() =>
        HullFixtures.Hulls.Sample(hull =>
        {
            RowMatrix unit = new(hull.Count, hull.Count);
            for (int i = 0; i < hull.Count; i++)
            {
                unit[i, i] = 1;
            }

            hull.Points(unit).Values.ShouldBe(hull.Anchors.Values);
        });

    [Fact]
    public void Constructor_NamesThatDoNotMatch_Throws() =>
        Should.Throw<ArgumentException>(() => new AnchorHull(new RowMatrix(2, 3), ["one"]));

    [Fact]
    public void Constructor_NotANumber_Throws() =>
        Should.Throw<ArgumentException>(() => new AnchorHull(new RowMatrix(1, 2, [1, double.NaN])));
}
