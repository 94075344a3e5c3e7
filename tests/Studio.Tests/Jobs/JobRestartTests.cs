using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Jobs;

/// <summary>What survives when the program ends, in good order or not.</summary>
public sealed class JobRestartTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Start_ATrainingRanWhenTheProgramEnded_ItGoesOnFromItsCheckpoint()
    {
        Guid job;
        var engine = new FakeEngine();
        await using (JobHarness studio = await JobHarness.StartAsync(_root, engine))
        {
            job = await PrepareTrainingAsync(studio);
            FakeRun run = await engine.RunOfAsync(job);
            run.Step(10);
            run.Step(20);
            await studio.UntilAsync(job, view => view.Step == 20);
        }

        var next = new FakeEngine();
        await using JobHarness again = await JobHarness.StartAsync(_root, next);
        var order = (TrainOrder)(await next.RunOfAsync(job)).Order;
        File.Exists(Path.Combine(order.CheckpointFolder, "training.safetensors")).ShouldBeTrue();
        JobView view = await again.ViewAsync(job);
        view.State.ShouldBe(JobState.Running);
        view.Step.ShouldBe(20);
    }

    [Fact]
    public async Task Start_TheProgramWasKilled_WhatRanRunsAgainWithTheSamePhotos()
    {
        // A kill leaves the job Running and its files as they were; the first program is simply not asked to stop.
        Guid job;
        var engine = new FakeEngine();
        JobHarness killed = await JobHarness.StartAsync(_root, engine);
        job = await PrepareTrainingAsync(killed);
        FakeRun run = await engine.RunOfAsync(job);
        run.Step(5);
        run.Checkpoint(5);
        await killed.UntilAsync(job, view => view.Step == 5);
        await using (StudioDb db = killed.Db())
        {
            // Meanwhile the album changed: the checkpoint fits the old photos only.
            PhotoEntity photo = await db.Photos.FirstAsync(p => p.FileName == "a.jpg", TestContext.Current.CancellationToken);
            photo.Verdict = "blurred";
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var next = new FakeEngine();
        await using (JobHarness again = await JobHarness.StartAsync(_root, next))
        {
            var order = (TrainOrder)(await next.RunOfAsync(job)).Order;
            order.Photos.Select(photo => photo.Name).ShouldBe(((TrainOrder)run.Order).Photos.Select(photo => photo.Name));
            order.Photos.Count.ShouldBe(2);
        }

        await killed.DisposeAsync();
    }

    [Fact]
    public async Task Start_APausedTraining_StaysPausedAndGoesOnWhenAsked()
    {
        Guid job;
        var engine = new FakeEngine();
        await using (JobHarness studio = await JobHarness.StartAsync(_root, engine))
        {
            job = await PrepareTrainingAsync(studio);
            (await engine.RunOfAsync(job)).Step(3);
            await studio.UntilAsync(job, view => view.Step == 3);
            await studio.Jobs.PauseAsync(job);
        }

        var next = new FakeEngine();
        await using JobHarness again = await JobHarness.StartAsync(_root, next);
        (await again.ViewAsync(job)).State.ShouldBe(JobState.Paused);
        next.HasBegun(job).ShouldBeFalse();
        await again.Jobs.ResumeAsync(job);
        await next.RunOfAsync(job);
        (await again.UntilAsync(job, JobState.Running)).Step.ShouldBe(3);
    }

    [Fact]
    public async Task Start_AnOutcomeWasNotTakenOver_ItIsWithoutAskingTheEngineAgain()
    {
        Guid job;
        var engine = new FakeEngine();
        await using (JobHarness studio = await JobHarness.StartAsync(_root, engine))
        {
            Guid person = (await studio.AddPersonAsync()).Id;
            Guid training = await studio.TrainAsync(person);
            await studio.UntilAsync(training, JobState.Failed);
            job = await studio.Jobs.EnqueueAsync(new JobRequest(JobKind.Evaluate, "Measure", person, new Studio.Jobs.Orders.MeasureOrder(1, 1, 0)),
                TestContext.Current.CancellationToken);
            await studio.UntilAsync(job, JobState.Failed);
            string folder = studio.Folder.Job(person, job);
            Directory.CreateDirectory(folder);
            string report = Path.Combine(folder, "report.json");
            await File.WriteAllTextAsync(report, """{"id": 0.8}""", TestContext.Current.CancellationToken);
            SavedOutcome.Write(folder, new EvaluateOutcome(report));
            await studio.StopAsync();
            await studio.Jobs.RetryAsync(job);
        }

        var next = new FakeEngine();
        await using JobHarness again = await JobHarness.StartAsync(_root, next);
        JobView view = await again.UntilAsync(job, JobState.Done);
        view.OutcomeJson.ShouldNotBeNull().ShouldContain("\"id\":0.8");
        next.Began.ShouldBeEmpty();
    }

    [Fact]
    public async Task Resume_FromAnEarlierCheckpoint_ItIsPutInPlace()
    {
        var engine = new FakeEngine();
        await using JobHarness studio = await JobHarness.StartAsync(_root, engine);
        Guid job = await PrepareTrainingAsync(studio);
        Guid person = (await studio.ViewAsync(job)).Person!.Value;
        FakeRun run = await engine.RunOfAsync(job);
        run.Checkpoint(10);
        run.Step(11);
        await studio.UntilAsync(job, view => view.Step == 11);
        run.Checkpoint(20);
        run.Step(25);
        await studio.UntilAsync(job, view => view.Step == 25);
        await studio.Jobs.CancelAsync(job);
        Guid more = await studio.TrainAsync(person, job, 10);
        var order = (TrainOrder)(await engine.RunOfAsync(more)).Order;
        studio.Get<CheckpointShelf>().List(person, job).Select(checkpoint => checkpoint.Step).ShouldBe([25, 10]);
        studio.Get<CheckpointShelf>().List(person, more)[0].Step.ShouldBe(10);
        File.Exists(Path.Combine(order.CheckpointFolder, "training.safetensors")).ShouldBeTrue();
        Guid none = await studio.TrainAsync(person, job, 11);
        await studio.Jobs.CancelAsync(more);
        (await studio.UntilAsync(none, JobState.Failed)).Error.ShouldNotBeNull().ShouldContain("checkpoint");
    }

    private static async Task<Guid> PrepareTrainingAsync(JobHarness studio)
    {
        Guid person = (await studio.AddPersonAsync()).Id;
        await studio.AddPhotoAsync(person, "a.jpg", "train");
        await studio.AddPhotoAsync(person, "b.jpg", "train");
        await studio.AddPhotoAsync(person, "c.jpg", "test");
        return await studio.TrainAsync(person);
    }
}
