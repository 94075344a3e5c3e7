using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Faces;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Tests.Workshop;

public sealed class PhotoPreparationTests(FaceFixture faces) : IClassFixture<FaceFixture>
{
    private readonly PhotoPreparation _preparation = new(faces.Analyzer, 128);

    [Fact]
    public void Prepare_AnAlignedSquare_IsTakenAsItIs()
    {
        RgbImage aligned = _preparation.Prepare(FaceFixture.Sample("photo_001.jpg"), "a.jpg").Image;
        PreparedPhoto again = _preparation.Prepare(aligned, "a.png");
        again.Image.ShouldBeSameAs(aligned);
        again.Alignment.ShouldBeNull();
        again.Remark.ShouldBeNull();
    }

    [Fact]
    public void Prepare_ASquareOfTheRightSizeWithItsFaceElsewhere_IsAligned()
    {
        RgbImage photo = Resampler.Resize(FaceFixture.Sample("photo_001.jpg"), 110, 110), shifted = new(128, 128);
        for (int y = 0; y < 110; y++)
        {
            photo.Row(y).CopyTo(shifted.Row(y + 18)[(3 * 18)..]);
        }

        PreparedPhoto prepared = _preparation.Prepare(shifted, "a.png");
        prepared.Alignment.ShouldNotBeNull();
        prepared.Remark!.ShouldContain("a.png");
    }

    [Fact]
    public void PasteBack_OfWhatWasCutOut_GivesThePhotoBack()
    {
        RgbImage photo = FaceFixture.Sample("photo_001.jpg");
        PreparedPhoto prepared = new PhotoPreparation(faces.Analyzer, 256).Prepare(photo, "a.jpg");
        RgbImage back = prepared.PasteBack(prepared.Image);
        back.Pixels.Zip(photo.Pixels, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(2);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    public void PrepareSmall_AnAlignedSmallSquare_IsThePictureItself(int side)
    {
        RgbImage aligned = _preparation.Prepare(FaceFixture.Sample("photo_003.jpg"), "a.jpg").Image;
        RgbImage small = Resampler.BoxReduce(aligned, 128 / side);
        PreparedPhoto prepared = _preparation.PrepareSmall(small, "small.png", factor: null);
        prepared.Image.ShouldBeSameAs(small);
        _preparation.PrepareSmall(aligned, "large.png", 128 / side).Image.Pixels.ShouldBe(small.Pixels);
    }

    [Fact]
    public void PrepareSmall_ASmallFaceInAPhoto_IsCutOutAtItsOwnSize_AndPastedBackLarger()
    {
        RgbImage photo = Resampler.Resize(FaceFixture.Sample("photo_001.jpg"), 80, 70);
        PreparedPhoto prepared = _preparation.PrepareSmall(photo, "a.jpg", factor: null);
        prepared.Image.Width.ShouldBeInRange(32, 90);
        prepared.Image.Width.ShouldBe((int)Math.Round(prepared.Alignment!.QuadSize));
        RgbImage enlarged = Resampler.Resize(prepared.Image, 128, 128), whole = prepared.PasteBack(enlarged);
        whole.Width.ShouldBe((int)Math.Round(80 * 128 / prepared.Alignment.QuadSize));

        // What was pasted is what is there already, so the face must land on itself.
        RgbImage expected = Resampler.Resize(photo, whole.Width, whole.Height);
        whole.Pixels.Zip(expected.Pixels, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(2.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void PrepareSmall_ByAFactorThatDoesNotGo_Throws(int factor) =>
        Should.Throw<EngineException>(() => _preparation.PrepareSmall(new RgbImage(128, 128), "a.png", factor)).Message.ShouldContain("divisor");

    [Fact]
    public void Prepare_WithoutAFace_Throws()
    {
        Should.Throw<EngineException>(() => _preparation.Prepare(new RgbImage(300, 200), "grey.png")).Message.ShouldContain("grey.png");
        Should.Throw<EngineException>(() => _preparation.PrepareSmall(new RgbImage(3, 3), "dot.png", null)).Message.ShouldContain("dot.png");
    }

    [Fact]
    public void PhotoSet_ReadsWhatItCan_AndHoldsOutEvenly()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 6; i++)
        {
            ImageWriter.WritePng(folder.File($"{i}.png"), new RgbImage(128, 128));
        }

        File.WriteAllText(folder.File("7.png"), "no picture");
        ImageWriter.WritePng(folder.File("8.png"), new RgbImage(90, 90));
        PhotoSet set = PhotoSet.Read(PhotoFolder.List(folder.Path), 128, faces: null, cancellation: TestContext.Current.CancellationToken);
        set.Photos.Select(photo => photo.Name).ShouldBe(["0.png", "1.png", "2.png", "3.png", "4.png", "5.png"]);
        set.Failed.Select(failure => failure.File).ShouldBe(["7.png", "8.png"]);
        (IReadOnlyList<NamedPhoto> kept, IReadOnlyList<NamedPhoto> heldOut) = set.HoldOut(2);
        heldOut.Select(photo => photo.Name).ShouldBe(["1.png", "4.png"]);
        kept.Count.ShouldBe(4);
        Should.Throw<EngineException>(() => set.HoldOut(5));
    }
}
