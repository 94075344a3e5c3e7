using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Weights;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.People;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.People;

public sealed class SamplePeopleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bring_TheFirstTime_IsTrainedWithTestPhotosInverted()
    {
        await using StudioData data = await StudioData.CreateAsync();

        Guid id = await data.Get<ISamplePeople>().BringAsync(Cancellation);
        data.Get<IPhotos>().CancelCuration(id);

        PersonCard card = (await data.People.GetAsync(id, Cancellation)).ShouldNotBeNull();
        card.IsSynthetic.ShouldBeTrue();
        card.Name.ShouldContain("synthetic");
        card.Photos.ShouldBeGreaterThan(80);
        card.Generator.ShouldNotBeNull().Anchors.ShouldBe(70);
        await using StudioDb db = await data.OpenAsync();
        GeneratorEntity generator = await db.Generators.SingleAsync(Cancellation);
        Directory.Exists(data.Folder.Generator(id, generator.Sha256)).ShouldBeTrue();
        List<WorkpieceEntity> workpieces = await db.Workpieces.ToListAsync(Cancellation);
        workpieces.Count.ShouldBe(8);
        PictureStore pictures = data.Get<PictureStore>();
        foreach (WorkpieceEntity workpiece in workpieces)
        {
            File.Exists(pictures.PathOf(id, workpiece.OriginalSha, ".jpg")).ShouldBeTrue();
            File.Exists(pictures.PathOf(id, workpiece.AlignedSha, ".png")).ShouldBeTrue();
            CodeEntity code = await db.Codes.SingleAsync(c => c.WorkpieceId == workpiece.Id, Cancellation);
            Safetensors.Read(pictures.PathOf(id, code.FileSha, ".safetensors")).Tensors["alpha"].Shape.ShouldBe([code.Layers, 70]);
            if (workpiece.AlignmentJson is { } json)
            {
                System.Text.Json.JsonSerializer.Deserialize<Alignment>(json, System.Text.Json.JsonSerializerOptions.Web)!.OutputSize.ShouldBe(128);
            }
        }
    }

    [Fact]
    public async Task Bring_Twice_IsTheSamePerson_AndAfterADeletionOnlyWhenAsked()
    {
        await using StudioData data = await StudioData.CreateAsync();
        ISamplePeople sample = data.Get<ISamplePeople>();

        Guid first = await sample.BringAsync(Cancellation);
        (await sample.BringAsync(Cancellation)).ShouldBe(first);
        await data.People.DeleteAsync(first, Cancellation);

        (await sample.FindAsync(Cancellation)).ShouldBeNull();
        data.Get<SamplePeople>().WasBrought.ShouldBeTrue("the next start must not bring it again unasked");
        (await sample.BringAsync(Cancellation)).ShouldNotBe(first);
        (await data.People.ListAsync(Cancellation)).Count.ShouldBe(1);
    }
}
