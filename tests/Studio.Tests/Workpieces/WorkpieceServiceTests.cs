using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Tests.Fixtures;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Tests.Workpieces;

/// <summary>Opened pictures over a real database, with real photos and real face networks.</summary>
public sealed class WorkpieceServiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_PhotoOfThePerson_IsCutOutAndKnown()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView view = await OpenAsync(studio, "photo_030.jpg");
        view.ShouldSatisfyAllConditions(
            () => studio.Read(view.AlignedSha).Width.ShouldBe(OpenStudio.Resolution),
            () => view.Placement.ShouldNotBeNull(),
            () => view.PhotoWidth.ShouldBe(224),
            () => view.MedianCosine.ShouldNotBeNull(),
            () => view.ProbablySomebodyElse.ShouldBeFalse(),
            () => File.ReadAllBytes(studio.Store.Find(studio.Person, view.OriginalSha)!).ShouldBe(File.ReadAllBytes(OpenStudio.PhotoPath("photo_030.jpg"))));
    }

    [Fact]
    public async Task Open_PhotoOfSomebodyElse_SaysSoWithTheScore()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView view = await OpenAsync(studio, "other_001.jpg");
        view.ProbablySomebodyElse.ShouldBeTrue();
        view.MedianCosine.ShouldNotBeNull().ShouldBeLessThan(0.915);
    }

    [Fact]
    public async Task Open_SamePhotoTwice_IsOpenedOnce()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView first = await OpenAsync(studio, "photo_030.jpg");
        WorkpieceView second = await OpenAsync(studio, "photo_030.jpg");
        second.Id.ShouldBe(first.Id);
        (await studio.Workpieces.ListAsync(studio.Person, Cancel)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Open_NoFace_TakesTheMiddleAndAsksForAHand()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using MemoryStream plain = new(OpenStudio.Png(300, 200, (x, y) => ((byte)x, (byte)y, 0)));
        WorkpieceView view = await studio.Workpieces.OpenAsync(studio.Person, "../../wall.png", plain, Cancel);
        view.FileName.ShouldBe("wall.png");
        view.MedianCosine.ShouldBeNull();
        view.Remark.ShouldNotBeNull().ShouldContain("No face");
        view.Placement.ShouldNotBeNull().Side.ShouldBe(180, 0.01);
    }

    [Fact]
    public async Task Open_NoPicture_SaysWhatItIsAndKeepsNothing()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using MemoryStream text = new("hello"u8.ToArray());
        EngineException failure = await Should.ThrowAsync<EngineException>(() => studio.Workpieces.OpenAsync(studio.Person, "a.jpg", text, Cancel));
        failure.Message.ShouldStartWith("a.jpg");
        (await studio.Workpieces.ListAsync(studio.Person, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_PersonWithoutPrior_SaysToTrainFirst()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        await using (StudioDb db = await studio.OpenAsync())
        {
            await db.People.ExecuteUpdateAsync(row => row.SetProperty(p => p.GeneratorId, (Guid?)null), Cancel);
        }

        (await Should.ThrowAsync<EngineException>(() => OpenAsync(studio, "photo_030.jpg"))).Message.ShouldContain("Train");
    }

    [Fact]
    public async Task Align_ByHand_CutsThereAndForgetsTheMask()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView opened = await OpenAsync(studio, "photo_030.jpg");
        await PutMaskAsync(studio, opened, (x, _) => x < 20);
        SquarePlacement square = opened.Placement! with { Degrees = 30, Side = 100 };
        WorkpieceView turned = await studio.Workpieces.AlignAsync(studio.Person, opened.Id, square, Cancel);
        turned.ShouldSatisfyAllConditions(
            () => turned.AlignedSha.ShouldNotBe(opened.AlignedSha),
            () => turned.Placement!.Degrees.ShouldBe(30, 1e-6),
            () => turned.Placement!.Side.ShouldBe(100, 1e-6),
            () => turned.Placement!.X.ShouldBe(square.X, 1e-6),
            () => turned.MaskSha.ShouldBeNull());
        WorkpieceView back = await studio.Workpieces.AlignAsync(studio.Person, opened.Id, null, Cancel);
        back.AlignedSha.ShouldBe(opened.AlignedSha);
    }

    [Theory]
    [InlineData(-1, 100, 100)]
    [InlineData(100, 100, 5)]
    [InlineData(100, 100, 5000)]
    [InlineData(double.NaN, 100, 100)]
    public async Task Align_SquareOffThePhoto_IsRefused(double x, double y, double side)
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView opened = await OpenAsync(studio, "photo_030.jpg");
        await Should.ThrowAsync<EngineException>(() => studio.Workpieces.AlignAsync(studio.Person, opened.Id, new SquarePlacement(x, y, side, 0), Cancel));
        (await studio.Workpieces.GetAsync(studio.Person, opened.Id, Cancel))!.AlignedSha.ShouldBe(opened.AlignedSha);
    }

    [Fact]
    public async Task PutMask_GoodAndBad_OnlyGoodIsKept()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView opened = await OpenAsync(studio, "photo_030.jpg");
        string sha = await PutMaskAsync(studio, opened, (x, y) => x < 40 && y < 50);
        Mask.Luma(studio.Read(sha)).Values.Count(value => value == 255).ShouldBe(40 * 50);
        using MemoryStream wrongSize = new(OpenStudio.Png(64, 64, (_, _) => (255, 255, 255)));
        (await Should.ThrowAsync<EngineException>(() => studio.Workpieces.PutMaskAsync(studio.Person, opened.Id, wrongSize, Cancel))).Message.ShouldContain("64 x 64");
        using MemoryStream black = new(OpenStudio.Png(128, 128, (_, _) => (0, 0, 0)));
        await Should.ThrowAsync<EngineException>(() => studio.Workpieces.PutMaskAsync(studio.Person, opened.Id, black, Cancel));
        (await studio.Workpieces.GetAsync(studio.Person, opened.Id, Cancel))!.MaskSha.ShouldBe(sha);
        await studio.Workpieces.RemoveMaskAsync(studio.Person, opened.Id, Cancel);
        (await studio.Workpieces.GetAsync(studio.Person, opened.Id, Cancel))!.MaskSha.ShouldBeNull();
    }

    [Fact]
    public async Task Region_Mouth_LiesBelowTheMiddle()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView opened = await OpenAsync(studio, "photo_030.jpg");
        EncodedPicture region = await studio.Workpieces.RegionAsync(studio.Person, opened.Id, FaceRegion.Mouth, Cancel);
        Mask mask = Mask.Luma(ImageFile.Decode(region.Bytes, "region"));
        int[] rows = [.. Enumerable.Range(0, mask.Height).Where(y => mask.Row(y).Contains((byte)255))];
        rows.ShouldNotBeEmpty();
        rows.Min().ShouldBeGreaterThan(64);
    }

    [Fact]
    public async Task PutBack_WithMask_ChangesThePhotoThereOnly()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView opened = await OpenAsync(studio, "photo_030.jpg");
        string mask = await PutMaskAsync(studio, opened, (x, y) => x is > 50 and < 80 && y is > 50 and < 80);
        string green = studio.Store.Put(studio.Person, OpenStudio.Png(128, 128, (_, _) => (0, 255, 0)), ".png");
        EncodedPicture whole = await studio.Workpieces.PutBackAsync(studio.Person, opened.Id, green, mask, false, Cancel);
        whole.MediaType.ShouldBe("image/jpeg");
        RgbImage after = ImageFile.Decode(whole.Bytes, "after"), before = ImageFile.Read(OpenStudio.PhotoPath("photo_030.jpg"));
        (after.Width, after.Height).ShouldBe((before.Width, before.Height));
        int x = (int)opened.Placement!.X, y = (int)opened.Placement.Y;
        ((int)after.Row(y)[(3 * x) + 1]).ShouldBeGreaterThan(200);
        Math.Abs(after.Row(3)[9] - before.Row(3)[9]).ShouldBeLessThan(12);
    }

    [Fact]
    public async Task TryDegradation_Gray_OpensAWorseCopy()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView opened = await OpenAsync(studio, "photo_030.jpg");
        WorkpieceView worse = await studio.Workpieces.TryDegradationAsync(studio.Person, opened.Id, "gray", Cancel);
        worse.Id.ShouldNotBe(opened.Id);
        RgbImage picture = studio.Read(worse.AlignedSha);
        Math.Abs(picture.Row(64)[192] - picture.Row(64)[194]).ShouldBeLessThan(3);
    }

    [Fact]
    public async Task OpenResult_OfACutPhoto_KeepsTheWayBack()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView opened = await OpenAsync(studio, "photo_030.jpg");
        ResultEntity result = await studio.AddResultAsync(row => row.WorkpieceId = opened.Id);
        WorkpieceView next = await studio.Workpieces.OpenResultAsync(studio.Person, result.Id, Cancel);
        next.ShouldSatisfyAllConditions(
            () => next.Id.ShouldNotBe(opened.Id),
            () => next.AlignedSha.ShouldBe(result.PictureSha),
            () => next.Placement.ShouldBe(opened.Placement),
            () => studio.Read(next.OriginalSha).Width.ShouldBe(224));
    }

    [Fact]
    public async Task OpenResult_WithACode_StartsFromThatCode()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        CodeEntity code = new() { PersonId = studio.Person, GeneratorId = studio.Generator, Layers = 12, FileSha = "c0de", EffectiveBeta = 0.03 };
        await using StudioDb db = await studio.OpenAsync();
        db.Codes.Add(code);
        await db.SaveChangesAsync(Cancel);
        ResultEntity result = await studio.AddResultAsync(row => row.CodeId = code.Id);

        WorkpieceView next = await studio.Workpieces.OpenResultAsync(studio.Person, result.Id, Cancel);
        await studio.Workpieces.OpenResultAsync(studio.Person, result.Id, Cancel);

        CodeEntity taken = await db.Codes.AsNoTracking().SingleAsync(item => item.WorkpieceId == next.Id, Cancel);
        taken.ShouldSatisfyAllConditions(
            () => taken.Id.ShouldNotBe(code.Id), () => taken.FileSha.ShouldBe(code.FileSha), () => taken.GeneratorId.ShouldBe(studio.Generator),
            () => taken.EffectiveBeta.ShouldBe(0.03));
    }

    [Fact]
    public async Task Open_FaceOfAFewPixels_IsNotJudged()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        byte[] small = ImageWriter.EncodePng(Resampler.Resize(ImageFile.Read(OpenStudio.PhotoPath("other_001.jpg")), 24, 24));

        WorkpieceView view = await studio.Workpieces.OpenAsync(studio.Person, "small.png", new MemoryStream(small), Cancel);

        view.SmallSide.ShouldBeInRange(1, 31);
        view.ProbablySomebodyElse.ShouldBeFalse("nobody can tell");
        view.MedianCosine.ShouldBeNull();
    }

    [Fact]
    public async Task Close_Picture_LeavesItsResults()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        WorkpieceView opened = await OpenAsync(studio, "photo_030.jpg");
        ResultEntity result = await studio.AddResultAsync(row => row.WorkpieceId = opened.Id);
        List<WorkpieceChange> told = [];
        studio.Workpieces.Changed += told.Add;
        await studio.Workpieces.CloseAsync(studio.Person, opened.Id, Cancel);
        told.ShouldBe([new WorkpieceChange(studio.Person, opened.Id)]);
        (await studio.Workpieces.GetAsync(studio.Person, opened.Id, Cancel)).ShouldBeNull();
        (await studio.Results.GetAsync(studio.Person, result.Id, Cancel)).ShouldNotBeNull().Workpiece.ShouldBeNull();
    }

    private static async Task<WorkpieceView> OpenAsync(OpenStudio studio, string photo)
    {
        await using Stream file = OpenStudio.Photo(photo);
        return await studio.Workpieces.OpenAsync(studio.Person, photo, file, Cancel);
    }

    private static async Task<string> PutMaskAsync(OpenStudio studio, WorkpieceView view, Func<int, int, bool> white)
    {
        using MemoryStream mask = new(OpenStudio.Png(128, 128, (x, y) => white(x, y) ? ((byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)0)));
        return await studio.Workpieces.PutMaskAsync(studio.Person, view.Id, mask, Cancel);
    }
}
