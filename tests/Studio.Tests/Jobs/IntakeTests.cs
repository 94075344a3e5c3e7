using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.People;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tests.People;
using MyStyle.Engine.Weights;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Intake;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Jobs;

/// <summary>What becomes of the engine's results.</summary>
public sealed class IntakeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _root = new();
    private readonly FakeEngine _engine = new();
    private JobHarness _studio = null!;
    private Guid _person;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _studio = await JobHarness.StartAsync(_root, _engine);
        _person = (await _studio.AddPersonAsync()).Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _studio.DisposeAsync();
        _root.Dispose();
    }

    [Fact]
    public async Task Train_Done_TheGeneratorIsThePersonsOwn()
    {
        PhotoEntity photo = await _studio.AddPhotoAsync(_person, "a photo.jpg", "train");
        await _studio.AddPhotoAsync(_person, "b.jpg", "train");
        await _studio.AddPhotoAsync(_person, "t.jpg", "test");
        await _studio.AddPhotoAsync(_person, "no.jpg", "train", verdict: "blurred");
        Guid job = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(job);
        var order = (TrainOrder)run.Order;
        order.Photos.Select(file => file.Name).ShouldBe(["a photo.jpg", "b.jpg"]);
        order.HeldOut.Select(file => file.Name).ShouldBe(["t.jpg"]);
        order.Photos.ShouldAllBe(file => File.Exists(file.Path));
        FrameBytes picture = FakeRun.Picture();
        run.Tell(new WallUpdate(0, "a photo.jpg", picture, picture));
        run.Tell(new FrameUpdate(0, "a photo.jpg", 2, picture, 0.1, 0.9, null, null, []));
        run.Checkpoint(2);
        Person made = Somebody.Create() with { };
        made = made with { Manifest = made.Manifest with { Photos = [new("a photo.jpg", photo.Sha256), new("Größe.png"), new("c.webp")] } };
        Finish(run, made);
        JobView view = await _studio.UntilAsync(job, JobState.Done);

        await using StudioDb db = _studio.Db();
        PersonEntity person = await db.People.SingleAsync(Token);
        GeneratorEntity generator = await db.Generators.Include(g => g.Anchors).SingleAsync(Token);
        person.GeneratorId.ShouldBe(generator.Id);
        File.Exists(Path.Combine(_studio.Folder.Generator(_person, generator.Sha256), "generator.safetensors")).ShouldBeTrue();
        generator.Anchors.Count.ShouldBe(3);
        BitConverter.ToSingle(generator.Anchors.Single(anchor => anchor.Index == 1).W, 4).ShouldBe(6);
        (generator.LpipsBefore, generator.LpipsAfter, generator.Title, generator.Prior).ShouldBe((0.37, 0.22, "Quick", "demo-faces-128"));
        JsonDocument.Parse(generator.ParametersJson).RootElement.GetProperty("order").GetProperty("passes").GetInt32().ShouldBe(4);
        person.CoverSha.ShouldNotBeNull();
        _studio.Pictures.Find(_person, person.CoverSha).ShouldNotBeNull();
        view.ThumbnailSha.ShouldNotBeNull();
        view.OutcomeJson.ShouldNotBeNull().ShouldContain(generator.Id.ToString());
        Directory.Exists(_studio.Folder.Job(_person, job)).ShouldBeFalse();
    }

    [Fact]
    public async Task Train_TheSamePriorOnceMore_ThereIsOneOfIt()
    {
        await _studio.AddPhotoAsync(_person, "a.jpg", "train");
        await _studio.AddPhotoAsync(_person, "b.jpg", "train");
        for (int i = 0; i < 2; i++)
        {
            Guid job = await _studio.TrainAsync(_person);
            Finish(await _engine.RunOfAsync(job), Somebody.Create());
            await _studio.UntilAsync(job, JobState.Done);
        }

        await using StudioDb db = _studio.Db();
        (await db.Generators.CountAsync(Token)).ShouldBe(1);
        (await db.Anchors.CountAsync(Token)).ShouldBe(3);
    }

    [Fact]
    public async Task Train_TheFilesAreDamaged_NothingIsTakenOver()
    {
        await _studio.AddPhotoAsync(_person, "a.jpg", "train");
        await _studio.AddPhotoAsync(_person, "b.jpg", "train");
        Guid job = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(job);
        string folder = Path.Combine(run.Order.OutputFolder, "person");
        PersonFolder.Save(folder, Somebody.Create());
        await File.WriteAllBytesAsync(Path.Combine(folder, "anchors.safetensors"), [1, 2, 3], Token);
        run.Finish(new TrainOutcome(folder, 0.4, 0.2, null, null, []));
        (await _studio.UntilAsync(job, JobState.Failed)).Error.ShouldNotBeNull().ShouldContain("damaged");
        await using StudioDb db = _studio.Db();
        (await db.Generators.AnyAsync(Token)).ShouldBeFalse();
        (await db.People.SingleAsync(Token)).GeneratorId.ShouldBeNull();
    }

    [Fact]
    public async Task Picture_Done_EveryCandidateIsAResultWithItsCode()
    {
        GeneratorEntity generator = await _studio.AddGeneratorAsync(_person);
        WorkpieceEntity workpiece = await _studio.AddWorkpieceAsync(_person);
        PictureOrder wanted = JobHarness.Picture(workpiece.Id, PictureTask.Inpaint, 0.02, null) with { CompareWithPrior = true, Seeds = [5] };
        Guid job = await _studio.Jobs.EnqueueAsync(new JobRequest(JobKind.Inpaint, "Fill", _person, wanted, workpiece.Id), Token);
        FakeRun run = await _engine.RunOfAsync(job);
        var order = (ProjectOrder)run.Order;
        order.PersonFolder.ShouldBe(_studio.Folder.Generator(_person, generator.Sha256));
        File.Exists(order.PicturePath).ShouldBeTrue();
        order.MaskPath.ShouldNotBeNull();
        Directory.CreateDirectory(order.OutputFolder);
        CandidateOutcome first = Candidate(order, 0, 0.02), second = Candidate(order, 1, null), untuned = Candidate(order, 2, 0.02) with { CodePath = null, IsUntunedPrior = true };
        run.Finish(new ProjectOutcome([first, second, untuned]));
        JobView view = await _studio.UntilAsync(job, JobState.Done);

        await using StudioDb db = _studio.Db();
        List<ResultEntity> results = await db.Results.OrderBy(result => result.PictureSha).ToListAsync(Token);
        results.Count.ShouldBe(3);
        results.ShouldAllBe(result => result.JobId == job && result.WorkpieceId == workpiece.Id && result.Kind == ResultKind.Inpainting
            && result.GeneratorId == generator.Id && result.MaskSha == workpiece.MaskSha && result.Seed == 5);
        results.ShouldAllBe(result => _studio.Pictures.Find(_person, result.PictureSha) != null);
        results.Count(result => result.IsComparison).ShouldBe(1);
        results.Single(result => result.IsComparison).CodeId.ShouldBeNull();
        List<CodeEntity> codes = await db.Codes.ToListAsync(Token);
        codes.Count.ShouldBe(2);
        codes.ShouldAllBe(code => code.Layers == 3 && code.WorkpieceId == workpiece.Id);
        JsonElement parameters = JsonDocument.Parse(results.Single(result => result.AllowedBeta == null).ParametersJson).RootElement;
        parameters.GetProperty("task").GetString().ShouldBe("inpaint");
        parameters.GetProperty("steps").GetInt32().ShouldBe(20);
        parameters.GetProperty("beta").ValueKind.ShouldBe(JsonValueKind.Null);
        view.OutcomeJson.ShouldNotBeNull().ShouldContain(results[0].Id.ToString());
        WorkpieceEntity judged = await db.Workpieces.SingleAsync(Token);
        (judged.MedianCosine, judged.ProbablySomebodyElse).ShouldBe((0.3, true));
        Directory.Exists(_studio.Folder.Job(_person, job)).ShouldBeFalse();
    }

    [Fact]
    public async Task Picture_GhostStrip_IsMarked()
    {
        await _studio.AddGeneratorAsync(_person);
        WorkpieceEntity workpiece = await _studio.AddWorkpieceAsync(_person);
        PictureOrder wanted = JobHarness.Picture(workpiece.Id) with { IsGhostStrip = true };
        Guid job = await _studio.Jobs.EnqueueAsync(new JobRequest(JobKind.Inpaint, "Ghosts", _person, wanted, workpiece.Id), Token);
        FakeRun run = await _engine.RunOfAsync(job);
        run.Finish(new ProjectOutcome([Candidate((ProjectOrder)run.Order, 0, 0.02)]));
        await _studio.UntilAsync(job, JobState.Done);
        await using StudioDb db = _studio.Db();
        (await db.Results.CountAsync(result => result.ParametersJson.Contains(PictureIntake.GhostMark), Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Picture_WithoutAPrior_SaysWhatToDo()
    {
        WorkpieceEntity workpiece = await _studio.AddWorkpieceAsync(_person);
        Guid job = await _studio.InpaintAsync(_person, workpiece.Id);
        (await _studio.UntilAsync(job, JobState.Failed)).Error.ShouldBe("Ada has no prior yet: train one first.");
    }

    [Fact]
    public async Task Upscale_ALargePictureToTry_IsReducedFirst()
    {
        await _studio.AddGeneratorAsync(_person);
        WorkpieceEntity workpiece = await _studio.AddWorkpieceAsync(_person);
        PictureOrder wanted = JobHarness.Picture(workpiece.Id, PictureTask.Upscale) with { Factor = 4 };
        Guid job = await _studio.Jobs.EnqueueAsync(new JobRequest(JobKind.Upscale, "Enlarge", _person, wanted, workpiece.Id), Token);
        var order = (ProjectOrder)(await _engine.RunOfAsync(job)).Order;
        Engine.Imaging.ImageFile.ReadHeader(order.PicturePath).Width.ShouldBe(2);
    }

    [Fact]
    public async Task Refine_Done_TheNewGeneratorIsAddedAndTheOldOneStays()
    {
        GeneratorEntity generator = await _studio.AddGeneratorAsync(_person);
        WorkpieceEntity workpiece = await _studio.AddWorkpieceAsync(_person);
        CodeEntity code = new()
        {
            PersonId = _person,
            GeneratorId = generator.Id,
            WorkpieceId = workpiece.Id,
            Layers = 3,
            FileSha = workpiece.AlignedSha,
        };
        await using (StudioDb db = _studio.Db())
        {
            db.Codes.Add(code);
            await db.SaveChangesAsync(Token);
        }

        Guid job = await _studio.Jobs.EnqueueAsync(
            new JobRequest(JobKind.Refine, "Refine", _person, new RefinePersonOrder(workpiece.Id, code.Id, 10), workpiece.Id), Token);
        FakeRun run = await _engine.RunOfAsync(job);
        string folder = Path.Combine(run.Order.OutputFolder, "person");
        PersonFolder.Save(folder, Somebody.Create());
        run.Finish(new RefineOutcome(folder, 0.3, 0.1));
        await _studio.UntilAsync(job, JobState.Done);
        await using StudioDb after = _studio.Db();
        (await after.People.SingleAsync(Token)).GeneratorId.ShouldBe(generator.Id);
        GeneratorEntity refined = await after.Generators.SingleAsync(g => g.RefinedFromId == generator.Id, Token);
        refined.RefinedOnId.ShouldBe(workpiece.Id);
        refined.Title.ShouldContain("holiday.jpg");
    }

    [Fact]
    public async Task Direction_Done_ItIsASliderWithItsQuality()
    {
        await _studio.AddGeneratorAsync(_person);
        PhotoEntity with = await _studio.AddPhotoAsync(_person, "a.jpg", "train"), without = await _studio.AddPhotoAsync(_person, "b.jpg", "train");
        Guid job = await _studio.Jobs.EnqueueAsync(
            new JobRequest(JobKind.LearnDirection, "Glasses", _person, new DirectionOrder("glasses", [with.Id], [without.Id], null, 10, 0)), Token);
        FakeRun run = await _engine.RunOfAsync(job);
        var order = (LearnDirectionOrder)run.Order;
        order.With.ShouldHaveSingleItem().Name.ShouldBe("a.jpg");
        string path = Path.Combine(order.OutputFolder, "direction.safetensors");
        SafetensorsWriter.Write(path, new WeightFile(
            new Dictionary<string, StoredTensor> { ["direction"] = StoredTensor.FromFloats([1, 2, 3], 3) }, new Dictionary<string, string>()));
        run.Finish(new DirectionOutcome("glasses", path, 0.9, 0.95, double.NaN, 0.7, []));
        await _studio.UntilAsync(job, JobState.Done);
        await using StudioDb db = _studio.Db();
        DirectionEntity direction = await db.Directions.SingleAsync(d => d.PersonId == _person, Token);
        (direction.Source, direction.Accuracy, direction.Auc, direction.Correlation, direction.Cosine).ShouldBe(("groups", 0.9, 0.95, null, 0.7));
        direction.Vector.Length.ShouldBe(12);
    }

    private static void Finish(FakeRun run, Person person)
    {
        string folder = Path.Combine(run.Order.OutputFolder, "person");
        PersonFolder.Save(folder, person);
        run.Finish(new TrainOutcome(folder, 0.37, 0.22, 0.5, 0.9, ["c.webp"]));
    }

    private static CandidateOutcome Candidate(ProjectOrder order, int place, double? beta)
    {
        string picture = Path.Combine(order.OutputFolder, $"candidate-{place}.png"), code = Path.Combine(order.OutputFolder, $"candidate-{place}.safetensors");
        var image = new Engine.Imaging.RgbImage(4, 4);
        image.Pixels[0] = (byte)(place + 1);
        Engine.Imaging.ImageWriter.WritePng(picture, image);
        var tensors = new Dictionary<string, StoredTensor>
        {
            ["alpha"] = StoredTensor.FromFloats([place, 1, 0, 0, 1, 0], 3, 2),
            ["code"] = StoredTensor.FromFloats(new float[12], 3, 4),
        };
        SafetensorsWriter.Write(code, new WeightFile(tensors, new Dictionary<string, string>()));
        return new CandidateOutcome(picture, picture, code, 5, beta, 0.015, 0.2, 0.01, 0.8, "a.jpg", true, 0.3, [new AnchorShare(0, "a.jpg", 0.7)]);
    }
}
