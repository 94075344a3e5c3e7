using MyStyle.Engine.Imaging.Provenance;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Results;
using MyStyle.Studio.Tests.Fixtures;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Tests.Results;

public sealed class ResultServiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_Filters_GiveWhatWasAskedFor()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        Guid job = Guid.CreateVersion7();
        ResultEntity plain = await studio.AddResultAsync();
        ResultEntity sample = await studio.AddResultAsync(row => (row.Kind, row.IsKept) = (ResultKind.Sample, true));
        ResultEntity prior = await studio.AddResultAsync(row => row.IsComparison = true);
        ResultEntity ghost = await studio.AddResultAsync(row => (row.ParametersJson, row.JobId) = ("{\"isGhostStrip\":true}", job));
        ResultEntity gone = await studio.AddResultAsync(row => row.IsDiscarded = true);
        (await ListAsync(studio, new())).ShouldBe([plain.Id, sample.Id], ignoreOrder: true);
        (await ListAsync(studio, new() { WithComparisons = true })).ShouldBe([plain.Id, sample.Id, prior.Id], ignoreOrder: true);
        (await ListAsync(studio, new() { Kinds = [ResultKind.Sample] })).ShouldBe([sample.Id]);
        (await ListAsync(studio, new() { OnlyKept = true })).ShouldBe([sample.Id]);
        (await ListAsync(studio, new() { Discarded = true })).ShouldBe([gone.Id]);
        (await ListAsync(studio, new() { Job = job })).ShouldBe([ghost.Id]);
        (await studio.Results.ListAsync(Guid.NewGuid(), null, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task KeepAndDiscard_ExcludeEachOther()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        Guid id = (await studio.AddResultAsync()).Id;
        int told = 0;
        studio.Results.Changed += _ => told++;
        await studio.Results.KeepAsync(studio.Person, [id], true, Cancel);
        (await studio.Results.GetAsync(studio.Person, id, Cancel))!.IsKept.ShouldBeTrue();
        await studio.Results.DiscardAsync(studio.Person, [id], true, Cancel);
        ResultView discarded = (await studio.Results.GetAsync(studio.Person, id, Cancel))!;
        (discarded.IsKept, discarded.IsDiscarded).ShouldBe((false, true));
        await studio.Results.DiscardAsync(studio.Person, [id], false, Cancel);
        (await studio.Results.GetAsync(studio.Person, id, Cancel))!.IsDiscarded.ShouldBeFalse();
        told.ShouldBe(3);
    }

    [Fact]
    public async Task Keep_OfAnotherPerson_ChangesNothing()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        Guid id = (await studio.AddResultAsync()).Id;
        await studio.Results.KeepAsync(Guid.NewGuid(), [id], true, Cancel);
        (await studio.Results.GetAsync(studio.Person, id, Cancel))!.IsKept.ShouldBeFalse();
    }

    [Fact]
    public async Task Empty_SharedPicture_DeletesOnlyWhatNobodyNeeds()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        ResultEntity kept = await studio.AddResultAsync();
        string own = studio.Store.Put(studio.Person, OpenStudio.Png(8, 8, (_, _) => (1, 2, 3)), ".png");
        await studio.AddResultAsync(row => (row.IsDiscarded, row.PictureSha, row.RenderingSha) = (true, own, kept.PictureSha));
        (await studio.Results.EmptyAsync(studio.Person, Cancel)).ShouldBe(1);
        studio.Store.Find(studio.Person, own).ShouldBeNull();
        studio.Store.Find(studio.Person, kept.PictureSha).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(ResultKind.Inpainting, DigitalSourceType.CompositeWithTrainedAlgorithmicMedia)]
    [InlineData(ResultKind.Sample, DigitalSourceType.TrainedAlgorithmicMedia)]
    public async Task Download_WithProvenance_SaysWhatItIsAndNothingPrivate(ResultKind kind, DigitalSourceType expected)
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        Guid workpiece = Guid.NewGuid();
        ResultEntity row = await studio.AddResultAsync(r =>
            (r.Kind, r.ParametersJson) = (kind, $"{{\"beta\":0.02,\"seed\":5,\"workpiece\":\"{workpiece}\",\"carriers\":[{{\"name\":\"at home.jpg\"}}]}}"));
        EncodedPicture file = await studio.Results.DownloadAsync(studio.Person, row.Id, new DownloadOptions(), Cancel);
        ProvenanceRecord record = ProvenanceReader.Read(file.Bytes).ShouldNotBeNull();
        record.SourceType.ShouldBe(expected);
        record.Parameters.ShouldContain("0.02");
        record.Parameters.ShouldNotContain(workpiece.ToString());
        record.Parameters.ShouldNotContain("at home");
        EncodedPicture bare = await studio.Results.DownloadAsync(studio.Person, row.Id, new DownloadOptions(WithProvenance: false), Cancel);
        ProvenanceReader.Read(bare.Bytes).ShouldBeNull();
    }

    [Fact]
    public async Task Download_IntoOriginal_IsThePhotoAgain()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        await using Stream photo = OpenStudio.Photo("photo_030.jpg");
        WorkpieceView opened = await studio.Workpieces.OpenAsync(studio.Person, "holiday.jpg", photo, Cancel);
        ResultEntity row = await studio.AddResultAsync(r => r.WorkpieceId = opened.Id);
        EncodedPicture file = await studio.Results.DownloadAsync(studio.Person, row.Id, new DownloadOptions(IntoOriginal: true), Cancel);
        file.FileName.ShouldBe("holiday-edited.jpg");
        MyStyle.Engine.Imaging.ImageFile.Decode(file.Bytes, "file").Width.ShouldBe(224);
        ProvenanceReader.Read(file.Bytes).ShouldNotBeNull();
    }

    [Fact]
    public async Task Recipe_OfAProjection_IsItsOrder()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        Guid workpiece = Guid.NewGuid();
        ResultEntity row = await studio.AddResultAsync(r => r.ParametersJson =
            $"{{\"task\":\"inpaint\",\"workpiece\":\"{workpiece}\",\"generator\":null,\"maskSha\":\"m\",\"factor\":null,\"degradation\":null,\"beta\":null,\"seed\":7,\"steps\":120,\"blend\":\"copy\",\"compareWithPrior\":true,\"l2\":\"NaN\"}}");
        PictureOrder order = (await studio.Results.RecipeAsync(studio.Person, row.Id, Cancel)).ShouldNotBeNull();
        order.ShouldSatisfyAllConditions(
            () => order.Task.ShouldBe(PictureTask.Inpaint),
            () => order.Workpiece.ShouldBe(workpiece),
            () => order.Betas.ShouldBe([null]),
            () => order.Seeds.ShouldBe([7L]),
            () => order.Steps.ShouldBe(120),
            () => order.Blend.ShouldBe("copy"),
            () => order.CompareWithPrior.ShouldBeTrue());
        (await studio.Results.RecipeAsync(studio.Person, (await studio.AddResultAsync()).Id, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Reference_KeptByTheGenerator_IsFoundByName()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        EncodedPicture picture = (await studio.Results.ReferenceAsync(studio.Person, "photo_001.jpg", null, Cancel)).ShouldNotBeNull();
        MyStyle.Engine.Imaging.ImageFile.Decode(picture.Bytes, "reference").Width.ShouldBe(160);
        (await studio.Results.ReferenceAsync(studio.Person, "../person.json", null, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Add_Sample_IsListedWithItsFigures()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        NewResult sample = new(ResultKind.Sample, OpenStudio.Png(16, 16, (_, _) => (9, 9, 9)), "image/png", "{\"seed\":3}") { Identity = 0.9, Seed = 3, IsKept = true };
        ResultView added = await studio.Results.AddAsync(studio.Person, sample, Cancel);
        (await studio.Results.ListAsync(studio.Person, null, Cancel)).ShouldHaveSingleItem().ShouldBe(added);
        await Should.ThrowAsync<EngineException>(() => studio.Results.AddAsync(Guid.NewGuid(), sample, Cancel));
    }

    [Fact]
    public async Task Difference_SamePicture_IsBlack()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        ResultEntity row = await studio.AddResultAsync();
        EncodedPicture same = await studio.Results.DifferenceAsync(studio.Person, row.PictureSha, row.PictureSha, 4, Cancel);
        MyStyle.Engine.Imaging.ImageFile.Decode(same.Bytes, "difference").Pixels.ShouldAllBe(value => value == 0);
    }

    private static async Task<IEnumerable<Guid>> ListAsync(OpenStudio studio, ResultFilter filter) =>
        (await studio.Results.ListAsync(studio.Person, filter, Cancel)).Select(result => result.Id);
}
