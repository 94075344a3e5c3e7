using CsCheck;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Imaging.Animation;
using MyStyle.Engine.Imaging.Provenance;
using MyStyle.Engine.Tests.Imaging.Provenance;

namespace MyStyle.Engine.Tests.Imaging.Animation;

public sealed class AnimatedGifTests
{
    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 5)]
    public void Encode_OfFrames_DecodesCloseToThem(bool dither, double tolerance)
    {
        RgbImage[] frames = MovingPicture.Frames(5, 63, 49);

        byte[] file = AnimatedGif.Encode(frames, TimeSpan.FromMilliseconds(40), dither: dither);

        RgbImage[] back = MovingPicture.Decode(file, out int[] durations, out int repetitions);
        durations.ShouldBe([40, 40, 40, 40, 40]);
        repetitions.ShouldBe(-1);
        for (int i = 0; i < frames.Length; i++)
        {
            MovingPicture.Difference(back[i], frames[i]).ShouldBeLessThan(tolerance);
        }
    }

    [Fact]
    public void Encode_OfFewColors_IsExact()
    {
        var random = new Random(5);
        byte[][] colors = [.. Enumerable.Range(0, 200).Select(_ => new[] { (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256) })];
        colors = [.. colors.DistinctBy(c => ColorCount.Bin(c[0], c[1], c[2]))];
        RgbImage[] frames = [.. Enumerable.Range(0, 3).Select(_ => new RgbImage(100, 90, [.. Enumerable.Range(0, 9000).SelectMany(_ => colors[random.Next(colors.Length)])]))];

        // Noise uses up the codes of a frame several times over, and the colours are far enough apart for the palette to have them all.
        RgbImage[] back = MovingPicture.Decode(AnimatedGif.Encode(frames, TimeSpan.FromSeconds(1)), out _, out _);

        back.Select(f => f.Pixels).ShouldBe(frames.Select(f => f.Pixels));
    }

    [Fact]
    public void Encode_OfAnySize_SurvivesTheRoundTrip()
        => Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[1, 4], Gen.Int[1, 20], Gen.Int[0, 9999]).Sample(
            (width, height, count, spread, seed) =>
            {
                // Runs of greys: short codes and long ones, and every place where their width changes.
                Random random = new(seed);
                RgbImage[] frames = [.. Enumerable.Range(0, count).Select(_ => new RgbImage(width, height))];
                foreach (RgbImage frame in frames)
                {
                    byte level = 0;
                    for (int i = 0; i < frame.Pixels.Length; i += 3)
                    {
                        level = random.Next(spread) == 0 ? (byte)(8 * random.Next(32)) : level;
                        frame.Pixels.AsSpan(i, 3).Fill(level);
                    }
                }

                RgbImage[] back = MovingPicture.Decode(AnimatedGif.Encode(frames, TimeSpan.FromSeconds(1)), out _, out _);

                back.Select(f => f.Pixels).ShouldBe(frames.Select(f => f.Pixels));
            },
            iter: 150,
            threads: 1);

    [Fact]
    public void Encode_OfASmoothPicture_IsTruerOnAverageWithDither()
    {
        // A patch of a slow gradient: dots keep its mean where flat colours miss it.
        RgbImage[] frames = [Gradient(256)];

        double flat = PatchError(AnimatedGif.Encode(frames, TimeSpan.FromSeconds(1), dither: false), frames[0]);
        double dithered = PatchError(AnimatedGif.Encode(frames, TimeSpan.FromSeconds(1), dither: true), frames[0]);

        dithered.ShouldBeLessThan(0.6 * flat);
    }

    [Fact]
    public void Encode_OfAStillBackdrop_StoresOnlyWhatMoves()
    {
        RgbImage[] frames = MovingPicture.Frames(8, 200, 150);
        int one = AnimatedGif.Encode([frames[0]], TimeSpan.FromSeconds(1)).Length;

        AnimatedGif.Encode(frames, TimeSpan.FromSeconds(1)).Length.ShouldBeLessThan(4 * one);
        MovingPicture.Decode(AnimatedGif.Encode([frames[0], frames[0]], TimeSpan.FromSeconds(1)), out int[] durations, out _)[1]
            .Pixels.ShouldBe(MovingPicture.Decode(AnimatedGif.Encode([frames[0]], TimeSpan.FromSeconds(1)), out _, out _)[0].Pixels);
        durations.Length.ShouldBe(2);
    }

    [Fact]
    public void Encode_OfAThirtiethSecond_SpreadsTheRounding()
    {
        MovingPicture.Decode(AnimatedGif.Encode(MovingPicture.Frames(6), TimeSpan.FromSeconds(1 / 30.0)), out int[] durations, out _);

        durations.Sum().ShouldBe(200);
        durations.Min().ShouldBe(30);
        MovingPicture.Decode(AnimatedGif.Encode(MovingPicture.Frames(2), TimeSpan.FromMilliseconds(5)), out durations, out _);
        durations.ShouldBe([20, 20]);
    }

    [Fact]
    public void Encode_ThereAndBack_ShowsEachEndOnce()
    {
        RgbImage[] frames = MovingPicture.Frames(4);

        RgbImage[] back = MovingPicture.Decode(AnimatedGif.Encode(frames, TimeSpan.FromMilliseconds(70), pingPong: true), out _, out _);

        back.Length.ShouldBe(6);
        back[4].Pixels.ShouldBe(back[2].Pixels);
        back[5].Pixels.ShouldBe(back[1].Pixels);
        AnimationFrames.Order(1, pingPong: true).ShouldBe([0]);
        AnimationFrames.Order(2, pingPong: true).ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    public void Encode_WithPlays_RepeatsOneTimeLess(int plays, int repetitions)
    {
        MovingPicture.Decode(AnimatedGif.Encode(MovingPicture.Frames(2), TimeSpan.FromSeconds(1), plays: plays), out _, out int found);

        found.ShouldBe(repetitions);
    }

    [Fact]
    public void Provenance_OfAnAnimation_LeavesEveryFrame()
    {
        byte[] file = AnimatedGif.Encode(MovingPicture.Frames(3), TimeSpan.FromMilliseconds(40));

        byte[] labelled = ProvenanceWriter.Embed(file, LabelledPictures.Record);

        ProvenanceReader.Read(labelled).ShouldBe(LabelledPictures.Record);
        MovingPicture.Decode(labelled, out _, out int repetitions).Select(f => f.Pixels)
            .ShouldBe(MovingPicture.Decode(file, out _, out _).Select(f => f.Pixels));
        repetitions.ShouldBe(-1);
    }

    private static RgbImage Gradient(int side)
    {
        RgbImage image = new(side, side);
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                image.Row(y)[3 * x] = (byte)(x * 255 / side);
                image.Row(y)[(3 * x) + 1] = (byte)(y * 255 / side);
                image.Row(y)[(3 * x) + 2] = (byte)((x + y) * 127 / side);
            }
        }

        return image;
    }

    /// <summary>The mean error of the means of 8 x 8 pixels.</summary>
    private static double PatchError(byte[] file, RgbImage expected)
    {
        RgbImage small = Resampler.BoxReduce(MovingPicture.Decode(file, out _, out _)[0], 8);
        return MovingPicture.Difference(small, Resampler.BoxReduce(expected, 8));
    }
}
