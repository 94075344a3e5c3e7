using MyStyle.Engine.Hull;
using MyStyle.Engine.People;

namespace MyStyle.Engine.Tests.People;

public sealed class StepCoderTests
{
    private static readonly StepLayout Kernels = new(9 * 20, 9, 3);

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(1000)]
    public void Unpack_OfWhatWasPacked_IsTheSame(double spread)
    {
        var random = new PortableRandom(4);
        foreach (StepLayout layout in (StepLayout[])[Kernels, new(7, 1, 1), new(50_000, 1, 1), new(1, 1, 1)])
        {
            sbyte[] steps = [.. Enumerable.Range(0, 20_000).Select(_ => Step(spread * random.NextBell()))];
            byte[] packed = StepCoder.Pack(steps, layout);
            var unpacked = new sbyte[steps.Length];
            StepCoder.Unpack(packed, unpacked, layout);
            unpacked.ShouldBe(steps);
        }
    }

    [Theory]
    [InlineData(new sbyte[0])]
    [InlineData(new sbyte[] { -127 })]
    [InlineData(new sbyte[] { 127, -127, 127, 0, 0, -1 })]
    public void Unpack_OfFew_IsTheSame(sbyte[] steps)
    {
        var unpacked = new sbyte[steps.Length];
        StepCoder.Unpack(StepCoder.Pack(steps, new StepLayout(3, 1, 1)), unpacked, new StepLayout(3, 1, 1));
        unpacked.ShouldBe(steps);
    }

    [Fact]
    public void Pack_WhatCarriesOverManyBytes_IsReadBack()
    {
        // Long runs of the likely decision with rare surprises drive the interval close to its upper end.
        for (int run = 1; run < 4000; run += 37)
        {
            sbyte[] steps = [.. Enumerable.Range(0, 6000).Select(i => (sbyte)(i % run == run - 1 ? -127 : 0))];
            var unpacked = new sbyte[steps.Length];
            StepCoder.Unpack(StepCoder.Pack(steps, Kernels), unpacked, Kernels);
            unpacked.AsSpan().SequenceEqual(steps).ShouldBeTrue($"run {run}");
        }
    }

    [Fact]
    public void Pack_NothingAndNoise_TakesWhatTheyAreWorth()
    {
        StepCoder.Pack(new sbyte[100_000], Kernels).Length.ShouldBeLessThan(400);

        // -1, 0 and 1 equally often and independent of each other: log2(3) bits each.
        var random = new PortableRandom(5);
        sbyte[] noise = [.. Enumerable.Range(0, 300_000).Select(_ => (sbyte)(random.NextInt(3) - 1))];
        (8.0 * StepCoder.Pack(noise, new StepLayout(500, 1, 1)).Length / noise.Length).ShouldBe(Math.Log2(3), 0.03);
    }

    [Fact]
    public void Pack_KernelsWhoseTapsMoveTogether_TakesLessThanAlone()
    {
        var random = new PortableRandom(6);
        sbyte[] steps = [.. Enumerable.Range(0, 20_000).SelectMany(_ => Enumerable.Repeat(Step(2 * random.NextBell()), 9))];
        StepCoder.Pack(steps, Kernels).Length.ShouldBeLessThan(StepCoder.Pack(steps, Kernels with { KernelSize = 1, KernelWidth = 1 }).Length / 2);
    }

    private static sbyte Step(double value) => (sbyte)Math.Clamp(Math.Round(value), -127, 127);
}
