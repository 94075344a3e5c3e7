using System.Buffers.Binary;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Imaging.Animation;
using MyStyle.Engine.Imaging.Provenance;
using MyStyle.Engine.Tests.Imaging.Provenance;

namespace MyStyle.Engine.Tests.Imaging.Animation;

public sealed class AnimatedWebPTests
{
    [Fact]
    public void Encode_OfFrames_DecodesToThemInTheirTime()
    {
        RgbImage[] frames = MovingPicture.Frames(5, 63, 49);

        byte[] file = AnimatedWebP.Encode(frames, TimeSpan.FromMilliseconds(40));

        RgbImage[] back = MovingPicture.Decode(file, out int[] durations, out int repetitions);
        durations.ShouldBe([40, 40, 40, 40, 40]);
        repetitions.ShouldBe(-1);
        for (int i = 0; i < frames.Length; i++)
        {
            MovingPicture.Difference(back[i], frames[i]).ShouldBeLessThan(4);
        }

        BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)).ShouldBe(file.Length - 8);
        ImageFile.Decode(file, "first frame").Width.ShouldBe(63);
    }

    [Fact]
    public void Encode_ThereAndBack_ShowsEachEndOnce()
    {
        RgbImage[] frames = MovingPicture.Frames(4);

        RgbImage[] back = MovingPicture.Decode(AnimatedWebP.Encode(frames, TimeSpan.FromMilliseconds(70), pingPong: true), out _, out _);

        back.Length.ShouldBe(6);
        back[4].Pixels.ShouldBe(back[2].Pixels);
        back[5].Pixels.ShouldBe(back[1].Pixels);
        back[3].Pixels.ShouldNotBe(back[2].Pixels);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    public void Encode_WithPlays_RepeatsOneTimeLess(int plays, int repetitions)
    {
        MovingPicture.Decode(AnimatedWebP.Encode(MovingPicture.Frames(2), TimeSpan.FromSeconds(1), plays: plays), out _, out int found);

        found.ShouldBe(repetitions);
    }

    [Fact]
    public void Encode_WithHigherQuality_IsCloserAndLonger()
    {
        RgbImage[] frames = MovingPicture.Frames(2);
        byte[] low = AnimatedWebP.Encode(frames, TimeSpan.FromSeconds(1), quality: 20);
        byte[] high = AnimatedWebP.Encode(frames, TimeSpan.FromSeconds(1), quality: 95);

        high.Length.ShouldBeGreaterThan(low.Length);
        MovingPicture.Difference(MovingPicture.Decode(high, out _, out _)[1], frames[1])
            .ShouldBeLessThan(MovingPicture.Difference(MovingPicture.Decode(low, out _, out _)[1], frames[1]));
    }

    [Fact]
    public void Provenance_OfAnAnimation_LeavesEveryFrame()
    {
        byte[] file = AnimatedWebP.Encode(MovingPicture.Frames(3), TimeSpan.FromMilliseconds(40), plays: 2);

        byte[] labelled = ProvenanceWriter.Embed(file, LabelledPictures.Record);

        ProvenanceReader.Read(labelled).ShouldBe(LabelledPictures.Record);
        RgbImage[] before = MovingPicture.Decode(file, out int[] times, out int repetitions);
        RgbImage[] after = MovingPicture.Decode(labelled, out int[] timesAfter, out int repetitionsAfter);
        after.Select(f => f.Pixels).ShouldBe(before.Select(f => f.Pixels));
        timesAfter.ShouldBe(times);
        repetitionsAfter.ShouldBe(repetitions);
    }

    [Fact]
    public void Encode_OfImpossibleInput_IsRefused()
    {
        RgbImage[] frames = MovingPicture.Frames(2);
        Should.Throw<ArgumentException>(() => AnimatedWebP.Encode([], TimeSpan.FromSeconds(1)));
        Should.Throw<ArgumentException>(() => AnimatedWebP.Encode([.. frames, new RgbImage(3, 3)], TimeSpan.FromSeconds(1))).Message.ShouldContain("3 x 3");
        Should.Throw<ArgumentException>(() => AnimatedWebP.Encode([new RgbImage(16384, 1)], TimeSpan.FromSeconds(1)));
        Should.Throw<ArgumentException>(() => AnimatedWebP.Encode(frames, TimeSpan.Zero));
        Should.Throw<ArgumentException>(() => AnimatedWebP.Encode(frames, TimeSpan.FromSeconds(1), plays: -1));
    }
}
