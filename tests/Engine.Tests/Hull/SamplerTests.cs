using CsCheck;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Tests.Hull;

public class SamplerTests
{
    [Fact]
    public void Next_AnyKind_LiesInTheDilatedHull() =>
        Gen.Select(Gen.Enum<SamplerKind>(), Gen.Int[1, 40], Gen.ULong, Gen.Double[0, 0.1]).Sample((kind, count, seed, beta) =>
        {
            foreach (double[] alpha in new HullSampler(kind, count, seed, beta).Next(3).Values.Chunk(count))
            {
                alpha.Sum().ShouldBe(1, 1e-9);
                Dilation.Minimal(alpha).ShouldBeLessThanOrEqualTo((kind == SamplerKind.ThreeAnchors ? 0 : beta) + 1e-12);
            }
        });

    [Fact]
    public void ThreeAnchors_Always_UsesThree()
    {
        foreach (double[] alpha in new HullSampler(SamplerKind.ThreeAnchors, 50, 1).Next(100).Values.Chunk(50))
        {
            alpha.Count(x => x > 0).ShouldBe(3);
        }
    }

    [Theory]
    [InlineData(SamplerKind.UniformSimplex)]
    [InlineData(SamplerKind.HitAndRun)]
    public void Next_UniformKinds_HaveTheMomentsOfDirichlet(SamplerKind kind)
    {
        const int n = 5;
        RowMatrix samples = new HullSampler(kind, n, 11).Next(20000);
        double[] first = [.. Enumerable.Range(0, samples.Rows).Select(i => samples[i, 0])];
        first.Average().ShouldBe(1.0 / n, 0.005);
        (first.Sum(x => x * x) / first.Length).ShouldBe(2.0 / (n * (n + 1)), 0.003);
    }

    [Fact]
    public void PortableRandom_KnownSeed_GivesThePublishedSequence()
    {
        // xoshiro256** seeded with splitmix64(0): the first outputs of the published algorithms.
        PortableRandom random = new(0);
        ulong[] first = [random.NextBits(), random.NextBits(), random.NextBits()];
        first.ShouldBe([0x99EC5F36CB75F2B4UL, 0xBF6E1F784956452AUL, 0x1A5F849D4933E6E0UL]);
    }

    [Fact]
    public void Next_SameSeed_GivesTheSameSamples() =>
        new HullSampler(SamplerKind.HitAndRun, 20, 5).Next(4).Values.ShouldBe(new HullSampler(SamplerKind.HitAndRun, 20, 5).Next(4).Values);

    [Fact]
    public void NextInt_AnyRange_StaysInsideAndReachesAll()
    {
        PortableRandom random = new(9);
        HashSet<int> seen = [.. Enumerable.Range(0, 500).Select(_ => random.NextInt(7))];
        seen.Order().ShouldBe([0, 1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void Interpolate_BetweenCodesOfTheHull_StaysInside() =>
        Gen.Select(Gen.ULong, Gen.Double[0, 1]).Sample((seed, t) =>
        {
            HullSampler sampler = new(SamplerKind.UniformSimplex, 9, seed, 0.02);
            RowMatrix between = HullSampler.Interpolate(sampler.Next(2), sampler.Next(2), t);
            Dilation.Minimal(between).ShouldBeLessThanOrEqualTo(0.02 + 1e-12);
        });
}
