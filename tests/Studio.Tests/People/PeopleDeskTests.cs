using System.Text;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.People;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.People;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.People;

public sealed class PeopleDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_AName_IsListedWithAnEmptyAlbum()
    {
        await using StudioData data = await StudioData.CreateAsync();
        List<PersonChange> changes = [];
        data.People.Changed += changes.Add;

        Guid id = await data.People.CreateAsync("  Ada\n ", cancellation: Cancellation);

        PersonCard card = (await data.People.ListAsync(Cancellation)).ShouldHaveSingleItem();
        card.Id.ShouldBe(id);
        card.Name.ShouldBe("Ada");
        card.IsTrained.ShouldBeFalse();
        card.Photos.ShouldBe(0);
        card.Prior.ShouldBe("demo-faces-128");
        changes.ShouldBe([new PersonChange(id)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    public async Task Create_NoName_IsRefused(string name)
    {
        await using StudioData data = await StudioData.CreateAsync();

        EngineException refusal = await Should.ThrowAsync<EngineException>(() => data.People.CreateAsync(name, cancellation: Cancellation));

        refusal.Message.ShouldBe("A person needs a name.");
        (await data.People.ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rename_SomebodyGone_SaysSo()
    {
        await using StudioData data = await StudioData.CreateAsync();

        await Should.ThrowAsync<NotThereException>(() => data.People.RenameAsync(Guid.NewGuid(), "Bob", Cancellation));
    }

    [Fact]
    public async Task ImportExport_AWholePerson_ComesBackWithItsAnchors()
    {
        await using StudioData data = await StudioData.CreateAsync();
        string archive = data.Elsewhere("ada.mystyle");
        PersonFolder.Save(archive, Somebody.Create());

        Guid id = await ImportAsync(data, archive);

        PersonCard card = (await data.People.GetAsync(id, Cancellation)).ShouldNotBeNull();
        card.Name.ShouldBe("Ada");
        card.Generator.ShouldNotBeNull().Anchors.ShouldBe(3);
        card.Generator.LpipsAfter.ShouldBe(0.22);
        card.CoverUrl.ShouldNotBeNull();
        await using (StudioDb db = await data.OpenAsync())
        {
            AnchorEntity[] anchors = await db.Anchors.OrderBy(a => a.Index).ToArrayAsync(Cancellation);
            anchors.Select(a => a.PhotoName).ShouldBe(["a photo.jpg", "Größe.png", "c.webp"]);
            BitConverter.ToSingle(anchors[2].W, 12).ShouldBe(-12.5f);
        }

        (Stream file, string name) = await data.People.ExportAsync(id, Cancellation);
        name.ShouldBe("Ada.mystyle");
        string back = data.Elsewhere("back.mystyle");
        await using (file)
        await using (FileStream target = File.Create(back))
        {
            await file.CopyToAsync(target, Cancellation);
        }

        PersonFolder.Open(back).Anchors[2][3].ShouldBe(-12.5f);
        Directory.EnumerateFileSystemEntries(data.Folder.Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_ADamagedFile_NamesTheFileAndKeepsNothing()
    {
        await using StudioData data = await StudioData.CreateAsync();
        string archive = data.Elsewhere("ada.mystyle");
        PersonFolder.Save(archive, Somebody.Create());
        byte[] bytes = await File.ReadAllBytesAsync(archive, Cancellation);
        bytes[bytes.Length / 2] ^= 0x55;
        await File.WriteAllBytesAsync(archive, bytes, Cancellation);

        EngineException refusal = await Should.ThrowAsync<EngineException>(() => ImportAsync(data, archive));

        refusal.Message.ShouldStartWith("ada.mystyle");
        refusal.Message.ShouldNotContain(data.Folder.Root);
        (await data.People.ListAsync(Cancellation)).ShouldBeEmpty();
        Directory.Exists(data.Folder.People).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(data.Folder.Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_TooLarge_IsRefusedAndNothingIsKept()
    {
        await using StudioData data = await StudioData.CreateAsync(settings => settings.Uploads.PersonMegabytes = 1);
        using MemoryStream large = new(new byte[(1 << 20) + 1]);

        TooMuchException refusal = await Should.ThrowAsync<TooMuchException>(() => data.People.ImportAsync(large, "../../big.mystyle", Cancellation));

        refusal.Message.ShouldBe("big.mystyle is larger than 1 MB, which is the limit. Nothing of it was kept.");
        Directory.EnumerateFileSystemEntries(data.Folder.Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task Export_NotTrained_SaysWhatToDo()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid id = await data.People.CreateAsync("Ada", cancellation: Cancellation);

        (await Should.ThrowAsync<EngineException>(() => data.People.ExportAsync(id, Cancellation))).Message.ShouldContain("Train first");
    }

    [Fact]
    public async Task Delete_EverythingOfAPerson_LeavesNothingOnDiskOrInTheDatabase()
    {
        const string secret = "Wilhelmina-unmistakable";
        await using StudioData data = await StudioData.CreateAsync();
        Guid other = await data.People.CreateAsync("Other", cancellation: Cancellation);
        string archive = data.Elsewhere("ada.mystyle");
        PersonFolder.Save(archive, Somebody.Create(secret));
        Guid id = await ImportAsync(data, archive);
        string sha = data.Get<PictureStore>().Put(id, [1, 2, 3], ".png");
        await using (StudioDb db = await data.OpenAsync())
        {
            Guid generator = await db.Generators.Select(g => g.Id).SingleAsync(Cancellation);
            WorkpieceEntity workpiece = new() { PersonId = id, FileName = secret, OriginalSha = sha, OriginalMediaType = "image/png", AlignedSha = sha };
            CodeEntity code = new() { PersonId = id, GeneratorId = generator, WorkpieceId = workpiece.Id, FileSha = sha };
            db.AddRange(
                workpiece,
                code,
                new PhotoEntity { PersonId = id, FileName = secret, Sha256 = sha, Extension = ".png" },
                new DecisionEntity { PersonId = id, ChangesJson = secret },
                new DirectionEntity { PersonId = id, Name = secret, Prior = "demo-faces-128", Source = "groups", Vector = new byte[64] },
                new ResultEntity { PersonId = id, WorkpieceId = workpiece.Id, CodeId = code.Id, PictureSha = sha, MediaType = "image/png", ParametersJson = secret },
                new JobEntity { PersonId = id, Title = secret, OrderJson = "{}", Events = { new JobEventEntity { Kind = "phase", Text = secret } } });
            await db.SaveChangesAsync(Cancellation);
        }

        await data.People.DeleteAsync(id, Cancellation);

        (await data.People.ListAsync(Cancellation)).ShouldHaveSingleItem().Id.ShouldBe(other);
        await using (StudioDb db = await data.OpenAsync())
        {
            (await db.Generators.CountAsync(Cancellation)).ShouldBe(0);
            (await db.Anchors.CountAsync(Cancellation)).ShouldBe(0);
            (await db.Photos.CountAsync(Cancellation)).ShouldBe(0);
            (await db.Decisions.CountAsync(Cancellation)).ShouldBe(0);
            (await db.Directions.CountAsync(Cancellation)).ShouldBe(0);
            (await db.Workpieces.CountAsync(Cancellation)).ShouldBe(0);
            (await db.Codes.CountAsync(Cancellation)).ShouldBe(0);
            (await db.Results.CountAsync(Cancellation)).ShouldBe(0);
            (await db.Jobs.CountAsync(Cancellation)).ShouldBe(0);
            (await db.JobEvents.CountAsync(Cancellation)).ShouldBe(0);
        }

        Directory.Exists(data.Folder.Person(id)).ShouldBeFalse();
        byte[] needle = Encoding.UTF8.GetBytes(secret);
        byte[] key = Encoding.UTF8.GetBytes(id.ToString().ToUpperInvariant());
        foreach (string file in Directory.EnumerateFiles(data.Folder.Root, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == "studio.lock")
            {
                continue;
            }

            byte[] bytes = await File.ReadAllBytesAsync(file, Cancellation);
            bytes.AsSpan().IndexOf(needle).ShouldBe(-1, file);
            bytes.AsSpan().IndexOf(key).ShouldBe(-1, file);
        }
    }

    [Fact]
    public async Task Prepare_ADeletionThatWasCutOff_IsFinished()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid id = await data.People.CreateAsync("Ada", cancellation: Cancellation);
        string lost = Path.Combine(data.Folder.People, Guid.NewGuid().ToString("N"));
        string leaving = Path.Combine(data.Folder.People, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(lost);
        Directory.CreateDirectory(leaving);
        await File.WriteAllBytesAsync(Path.Combine(leaving, DataFolder.LeavingMark), [], Cancellation);

        await data.Get<DataPreparation>().RunAsync();

        Directory.Exists(leaving).ShouldBeFalse();
        Directory.Exists(lost).ShouldBeTrue("a folder without its mark may be all that is left of somebody");
        Directory.Exists(data.Folder.Person(id)).ShouldBeTrue();
    }

    private static async Task<Guid> ImportAsync(StudioData data, string archive)
    {
        await using FileStream file = File.OpenRead(archive);
        return await data.People.ImportAsync(file, Path.GetFileName(archive), Cancellation);
    }
}
