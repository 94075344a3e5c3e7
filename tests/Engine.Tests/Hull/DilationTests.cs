using CsCheck;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Tests.Hull;

public class DilationTests
{
    [Fact]
    public void Minimal_AllPositive_IsZero() => Dilation.Minimal([0.2, 0.8]).ShouldBe(0);

    [Fact]
    public void Report_AlphaPlus_GivesEveryLayerAndTheWorst()
    {
        DilationReport report = Dilation.Report(new RowMatrix(2, 2, [1.03, -0.03, 0.5, 0.5]), 0.02);
        report.PerLayer.ShouldBe([0.03, 0], 1e-12);
        report.Effective.ShouldBe(0.03, 1e-12);
        report.Inside.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0.3, 0.02, 0.3)]
    [InlineData(-0.02, 0.02, -0.013068528194400547)]
    [InlineData(-0.5, 0.02, -0.02)]
    [InlineData(0.0, 0.02, 0.0012692801104297255)]
    public void Softplus_KnownArguments_EqualTorch(double x, double beta, double expected) =>
        ShiftedSoftplus.Apply(x, beta).ShouldBe(expected, 1e-15);

    [Fact]
    public void Softplus_AnyArgument_StaysAboveMinusBetaAndGrows() =>
        Gen.Select(Gen.Double[-2, 2], Gen.Double[0, 0.5]).Sample((x, beta) =>
        {
            double value = ShiftedSoftplus.Apply(x, beta);
            value.ShouldBeGreaterThanOrEqualTo(-beta);
            value.ShouldBeGreaterThanOrEqualTo(x - 1e-10);
            ShiftedSoftplus.Apply(x + 0.01, beta).ShouldBeGreaterThanOrEqualTo(value);
        });

    [Fact]
    public void Constrain_AnyFreeCoordinates_GivesRowsThatSumToOne() =>
        Gen.Double[-0.2, 0.5].Array[24].Sample(values =>
        {
            RowMatrix alpha = ShiftedSoftplus.Constrain(new RowMatrix(3, 8, values), 0.01);
            for (int i = 0; i < 3; i++)
            {
                alpha.Row(i).ToArray().Sum().ShouldBe(1, 1e-9);
            }
        });
}
