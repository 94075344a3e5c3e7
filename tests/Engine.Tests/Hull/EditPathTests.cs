using CsCheck;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Tests.Hull;

public class EditPathTests
{
    [Fact]
    public void ThetaList_ReferenceElevenToTwo_EqualsTheReference() =>
        ThetaList.Reference(2, 11).ShouldBe(HullFixtures.Golden().Thetas, 1e-15);

    [Fact]
    public void Interval_AtItsEnds_NeedsExactlyBeta() =>
        Edits.Sample(edit =>
        {
            ThetaInterval interval = EditInterval.Inside(edit.Alpha, edit.Gamma, edit.Beta);
            interval.Contains(0).ShouldBeTrue();
            foreach (double end in new[] { interval.Lower, interval.Upper }.Where(double.IsFinite))
            {
                Math.Max(0, -Lowest(edit, end)).ShouldBe(edit.Beta, 1e-9 * (1 + Math.Abs(end)));
            }
        });

    [Fact]
    public void Interval_JustInsideAndJustOutside_AreToldApart() =>
        Edits.Sample(edit =>
        {
            ThetaInterval interval = EditInterval.Inside(edit.Alpha, edit.Gamma, edit.Beta);
            foreach (double end in new[] { interval.Lower, interval.Upper }.Where(double.IsFinite))
            {
                (-Lowest(edit, end * (1 - 1e-6))).ShouldBeLessThanOrEqualTo(edit.Beta + 1e-12);
                (-Lowest(edit, end + (Math.Sign(end) * 1e-3))).ShouldBeGreaterThan(edit.Beta);
            }
        });

    [Fact]
    public void Interval_GammaOfZero_HasNoEnds()
    {
        ThetaInterval interval = EditInterval.Inside(new RowMatrix(1, 2, [0.5, 0.5]), new RowMatrix(1, 2), 0);
        interval.ShouldBe(new ThetaInterval(double.NegativeInfinity, double.PositiveInfinity, 0));
    }

    [Fact]
    public void Interval_UnboundedBeta_HasNoEnds() =>
        EditInterval.Inside(new RowMatrix(1, 2, [0.5, 0.5]), new RowMatrix(1, 2, [1, -1]), double.PositiveInfinity)
            .ShouldBe(new ThetaInterval(double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity));

    [Fact]
    public void Interval_OnlySomeLayersMove_OnlyTheyBound()
    {
        RowMatrix alpha = new(2, 2, [0.9, 0.1, 0.5, 0.5]);
        AnchorHull hull = new(RowMatrix.FromRows([[0.0], [1.0]]));
        EditPath path = new(new HullProjector(hull), alpha, [1.0, -1.0], 0, layers: [1]);
        path.Interval.ShouldBe(new ThetaInterval(-0.5, 0.5, 0));
        path.At(0.25, EdgePolicy.Stop).Alpha.Values.ShouldBe([0.9, 0.1, 0.75, 0.25]);
    }

    [Fact]
    public void Interval_UnmovedLayerOutside_IsEmptyAndSaysWhatItWouldTake()
    {
        RowMatrix alpha = new(2, 2, [1.1, -0.1, 0.5, 0.5]);
        RowMatrix gamma = new(2, 2, [0, 0, 1, -1]);
        EditInterval.Inside(alpha, gamma, 0.05).IsEmpty.ShouldBeTrue();
        ThetaInterval needed = EditInterval.AtLeastDilation(alpha, gamma);
        needed.Beta.ShouldBe(0.1, 1e-12);
        needed.Lower.ShouldBe(-0.6, 1e-9);
        needed.Upper.ShouldBe(0.6, 1e-9);
    }

    [Fact]
    public void AtLeastDilation_AnyEdit_IsTheLeastOverAFineGrid() =>
        Gen.Select(Gen.Double[-1, 1].Array[12], Gen.Double[-1, 1].Array[12]).Sample((a, g) =>
        {
            RowMatrix alpha = new(2, 6, a);
            RowMatrix gamma = new(2, 6, g);
            ThetaInterval needed = EditInterval.AtLeastDilation(alpha, gamma);
            Edit edit = new(alpha, gamma, 0);
            for (double theta = -5; theta <= 5; theta += 0.01)
            {
                Math.Max(0, -Lowest(edit, theta)).ShouldBeGreaterThanOrEqualTo(needed.Beta - 1e-9);
            }

            if (!needed.IsEmpty && double.IsFinite(needed.Lower))
            {
                Math.Max(0, -Lowest(edit, needed.Lower)).ShouldBe(needed.Beta, 1e-6);
            }
        });

    [Fact]
    public void At_EveryPolicy_HoldsItsPromise() =>
        Gen.Select(HullFixtures.IndependentHulls, Gen.ULong, Gen.Double[-6, 6], Gen.Double[0, 0.1]).Sample((hull, seed, theta, beta) =>
        {
            PortableRandom random = new(seed);
            RowMatrix alpha = new HullSampler(SamplerKind.ThreeAnchors, hull.Count, seed).Next(3);
            double[] gamma = hull.Project(HullFixtures.Bell(random, 16)).Gamma;
            EditPath path = new(new HullProjector(hull), alpha, gamma, beta);

            EditStep stop = path.At(theta, EdgePolicy.Stop);
            EditStep go = path.At(theta, EdgePolicy.Continue);
            EditStep back = path.At(theta, EdgePolicy.ProjectBack);

            stop.Inside.ShouldBeTrue();
            stop.Dilation.ShouldBeLessThanOrEqualTo(beta + 1e-9);
            stop.AppliedTheta.ShouldBeInRange(path.Interval.Lower - 1e-6, path.Interval.Upper + 1e-6);
            go.AppliedTheta.ShouldBe(theta);
            if (Math.Abs(theta - path.Interval.Lower) > 1e-6 && Math.Abs(theta - path.Interval.Upper) > 1e-6)
            {
                go.Inside.ShouldBe(path.Interval.Contains(theta));
            }

            back.Dilation.ShouldBeLessThanOrEqualTo(beta + 1e-9);
            foreach (EditStep step in new[] { stop, go, back })
            {
                for (int i = 0; i < 3; i++)
                {
                    step.Alpha.Row(i).ToArray().Sum().ShouldBe(1, 1e-7);
                }
            }

            // Projecting back is never farther from the line than stopping.
            for (int i = 0; i < 3; i++)
            {
                double[] line = hull.Point(go.Alpha.Row(i));
                HullFixtures.Distance(hull.Point(back.Alpha.Row(i)), line)
                    .ShouldBeLessThanOrEqualTo(HullFixtures.Distance(hull.Point(stop.Alpha.Row(i)), line) + 1e-6);
            }
        });

    [Fact]
    public void At_SpanGamma_ProjectBackRestoresTheSum()
    {
        GoldenEdit golden = HullFixtures.Golden();
        AnchorHull hull = new(golden.Anchors);
        RowMatrix alpha = RowMatrix.Repeat(hull.CentreAlpha(), 1);
        EditPath path = new(new HullProjector(hull), alpha, hull.Project(golden.Direction, DirectionForm.Span).Gamma, 0.5);
        path.At(0.5, EdgePolicy.Continue).Alpha.Values.Sum().ShouldNotBeInRange(0.999, 1.001);
        path.At(0.5, EdgePolicy.ProjectBack).Alpha.Values.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void At_CodeThatStartsOutside_StopLeavesItAlone()
    {
        AnchorHull hull = new(RowMatrix.FromRows([[0.0, 0], [1, 0], [0, 1]]));
        RowMatrix alpha = new(1, 3, [1.2, -0.2, 0.0]);
        EditPath path = new(new HullProjector(hull), alpha, [0.0, -1, 1], 0);
        EditStep step = path.At(1, EdgePolicy.Stop);
        step.Alpha.Values.ShouldBe(alpha.Values);
        step.Inside.ShouldBeFalse();
        step.Outcome.ShouldBe(EditOutcome.Stopped);
    }

    private sealed record Edit(RowMatrix Alpha, RowMatrix Gamma, double Beta);

    private static readonly Gen<Edit> Edits =
        from layers in Gen.Int[1, 4]
        from count in Gen.Int[2, 12]
        from seed in Gen.ULong
        from beta in Gen.Double[0.001, 0.1]
        from gamma in Gen.OneOf(Gen.Double[-1, -0.01], Gen.Const(0.0), Gen.Double[0.01, 1]).Array[layers * count]
        select new Edit(new HullSampler(SamplerKind.UniformSimplex, count, seed).Next(layers), new RowMatrix(layers, count, gamma), beta);

    private static double Lowest(Edit edit, double theta) =>
        edit.Alpha.Values.Zip(edit.Gamma.Values, (a, g) => a + (theta * g)).Min();
}
