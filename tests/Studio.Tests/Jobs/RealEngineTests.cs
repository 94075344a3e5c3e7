using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Tests.Service;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Streaming;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Jobs;

/// <summary>The queue over the engine itself, with a prior of 8 pixels.</summary>
public sealed class RealEngineTests : IAsyncLifetime
{
    private const int Anchors = 2;

    private readonly TemporaryFolder _root = new();
    private readonly TinyStudio _tiny = new();
    private Guid _person;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _tiny.DisposeAsync();
        _root.Dispose();
    }

    [Fact]
    public async Task Train_ThenInvert_ThePersonHasAPriorAndAResult()
    {
        await using JobHarness studio = await StartAsync(_tiny.Service);
        Guid job = await TrainAsync(studio, passes: 4);
        Task<List<LiveFrame>> frames = Task.Run(async () => await studio.Feed.FramesAsync(LiveHub.Key(job), Token).ToListAsync(Token), Token);
        JobView done = await studio.UntilAsync(job, view => view.State.HasEnded());
        done.Error.ShouldBeNull();
        done.State.ShouldBe(JobState.Done);
        (await frames).Select(frame => frame.Role).Distinct().Order().ShouldBe(["before", "now", "photo"]);
        await using (StudioDb db = studio.Db())
        {
            GeneratorEntity generator = await db.Generators.Include(g => g.Anchors).SingleAsync(Token);
            (await db.People.SingleAsync(Token)).GeneratorId.ShouldBe(generator.Id);
            generator.Anchors.Count.ShouldBe(Anchors);
            (await db.JobEvents.CountAsync(item => item.Kind == JobEvents.Step, Token)).ShouldBeGreaterThan(0);
            (await db.JobEvents.CountAsync(item => item.Kind == JobEvents.Probe && item.HeldOutLpips != null, Token)).ShouldBeGreaterThan(0);
        }

        WorkpieceEntity workpiece = await studio.AddWorkpieceAsync(_person, ImageFile.Read(_tiny.Photos[0].Path));
        PictureOrder order = JobHarness.Picture(workpiece.Id, PictureTask.Invert) with { Steps = 5 };
        Guid inversion = await studio.Jobs.EnqueueAsync(new JobRequest(JobKind.Invert, "Invert", _person, order, workpiece.Id), Token);
        JobView inverted = await studio.UntilAsync(inversion, view => view.State.HasEnded());
        inverted.Error.ShouldBeNull();
        await using StudioDb after = studio.Db();
        ResultEntity result = await after.Results.SingleAsync(Token);
        result.CodeId.ShouldNotBeNull();
        (await after.Codes.SingleAsync(Token)).Layers.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Train_TheProgramEndsInTheMiddle_ItGoesOnFromThere()
    {
        Guid job;
        long reached;
        await using (JobHarness studio = await StartAsync(_tiny.Service))
        {
            job = await TrainAsync(studio, passes: 400);
            reached = (await studio.UntilAsync(job, view => view.Step >= 5)).Step;
        }

        await using EngineService next = _tiny.NewService();
        await using JobHarness again = await JobHarness.StartAsync(_root, next);
        JobView first = await again.UntilAsync(job, view => view.StepsPerSecond is not null);
        first.Step.ShouldBeGreaterThan(reached);
        await again.Jobs.PauseAsync(job);
        JobView held = await again.ViewAsync(job);
        held.State.ShouldBe(JobState.Paused);
        await again.Jobs.ResumeAsync(job);
        await again.UntilAsync(job, view => view.State == JobState.Running && view.Step > held.Step);
        await again.Jobs.CancelAsync(job);
        (await again.ViewAsync(job)).State.ShouldBe(JobState.Cancelled);
    }

    private async Task<JobHarness> StartAsync(EngineService engine)
    {
        JobHarness studio = await JobHarness.StartAsync(_root, engine);
        _person = (await studio.AddPersonAsync("Tiny", _tiny.Prior)).Id;
        // Anchors are searched for, which takes most of the time.
        foreach (PhotoFile photo in _tiny.Photos.Take(Anchors))
        {
            await studio.AddPhotoAsync(_person, photo.Name + ".png", "train", ImageFile.Read(photo.Path));
        }

        await studio.AddPhotoAsync(_person, "held out.png", "test", ImageFile.Read(_tiny.HeldOut[0].Path));
        return studio;
    }

    private Task<Guid> TrainAsync(JobHarness studio, int passes) =>
        studio.Jobs.EnqueueAsync(new JobRequest(JobKind.Train, "Training", _person, JobHarness.Train(passes: passes) with { Prior = _tiny.Prior }), Token);
}
