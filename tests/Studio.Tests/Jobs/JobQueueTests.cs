using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Jobs;

public sealed class JobQueueTests : IAsyncLifetime
{
    private readonly TemporaryFolder _root = new();
    private readonly FakeEngine _engine = new();
    private JobHarness _studio = null!;
    private Guid _person;
    private Guid _workpiece;

    public async ValueTask InitializeAsync()
    {
        _studio = await JobHarness.StartAsync(_root, _engine);
        _person = (await _studio.AddPersonAsync()).Id;
        _workpiece = (await _studio.AddWorkpieceAsync(_person)).Id;
        await _studio.AddGeneratorAsync(_person);
        await _studio.AddPhotoAsync(_person, "a.jpg", "train");
        await _studio.AddPhotoAsync(_person, "b.jpg", "train");
    }

    public async ValueTask DisposeAsync()
    {
        await _studio.DisposeAsync();
        _root.Dispose();
    }

    [Fact]
    public async Task Enqueue_OfSomebodyUnknown_SaysSo()
    {
        EngineException e = await Should.ThrowAsync<EngineException>(() => _studio.TrainAsync(Guid.NewGuid()));
        e.Message.ShouldContain("deleted");
    }

    [Fact]
    public async Task Claim_OneTrainingRuns_TheNextWaitsForItsEnd()
    {
        Guid first = await _studio.TrainAsync(_person);
        Guid second = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(first);
        (await _studio.ViewAsync(second)).State.ShouldBe(JobState.Queued);
        _engine.HasBegun(second).ShouldBeFalse();
        run.Fail("The disk is full.");
        await _engine.RunOfAsync(second);
        JobView failed = await _studio.UntilAsync(first, JobState.Failed);
        failed.Error.ShouldBe("The disk is full.");
        failed.EndedUtc.ShouldNotBeNull();
    }

    [Fact]
    public async Task Claim_WithTwoEngines_TwoPeopleAreTrainedAtOnce_OnePersonOnceAtATime()
    {
        _engine.Engines = 2;
        Guid other = (await _studio.AddPersonAsync()).Id;
        await _studio.AddGeneratorAsync(other);
        await _studio.AddPhotoAsync(other, "c.jpg", "train");
        await _studio.AddPhotoAsync(other, "d.jpg", "train");
        Guid first = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(first);
        Guid again = await _studio.TrainAsync(_person);
        Guid beside = await _studio.TrainAsync(other);
        FakeRun second = await _engine.RunOfAsync(beside);
        (await _studio.ViewAsync(again)).State.ShouldBe(JobState.Queued);
        second.Fail("No.");
        await _studio.UntilAsync(beside, JobState.Failed);
        _engine.HasBegun(again).ShouldBeFalse();
        run.Fail("No.");
        await _engine.RunOfAsync(again);
    }

    [Fact]
    public async Task Claim_AShortJob_RunsBesideATraining()
    {
        Guid training = await _studio.TrainAsync(_person);
        await _engine.RunOfAsync(training);
        Guid repair = await _studio.InpaintAsync(_person, _workpiece);
        Guid other = await _studio.InpaintAsync(_person, _workpiece);
        await _engine.RunOfAsync(repair);
        (await _studio.ViewAsync(training)).State.ShouldBe(JobState.Running);
        (await _studio.ViewAsync(other)).State.ShouldBe(JobState.Queued);
        _studio.Jobs.Running.ShouldNotBeNull().Id.ShouldBe(repair);
        (await _studio.ListAsync()).Select(job => job.Id).ShouldBe([repair, training, other]);
    }

    [Fact]
    public async Task Claim_SeveralWait_ShortOnesGoFirst()
    {
        Guid running = await _studio.TrainAsync(_person);
        Guid repair = await _studio.InpaintAsync(_person, _workpiece);
        FakeRun training = await _engine.RunOfAsync(running), repairing = await _engine.RunOfAsync(repair);
        Guid second = await _studio.TrainAsync(_person);
        Guid third = await _studio.InpaintAsync(_person, _workpiece);
        (await _studio.ListAsync()).Select(job => job.Id).ShouldBe([repair, running, third, second]);
        repairing.Fail("No.");
        await _engine.RunOfAsync(third);
        _engine.HasBegun(second).ShouldBeFalse();
        training.Fail("No.");
        await _engine.RunOfAsync(second);
    }

    [Fact]
    public async Task Cancel_RightAfterEnqueue_ItEndsAndStaysEnded()
    {
        for (int i = 0; i < 8; i++)
        {
            Guid job = await _studio.TrainAsync(_person);
            await _studio.Jobs.CancelAsync(job);
            (await _studio.ViewAsync(job)).State.ShouldBe(JobState.Cancelled);
        }

        Guid next = await _studio.TrainAsync(_person);
        await _engine.RunOfAsync(next);
        (await _studio.ListAsync()).Count(job => job.State == JobState.Cancelled).ShouldBe(8);
        _engine.Open.ShouldBe(1);
    }

    [Fact]
    public async Task Cancel_ARunningTraining_TheEngineIsWithdrawnAndTheCheckpointStays()
    {
        Guid job = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(job);
        run.Step(7);
        await _studio.UntilAsync(job, view => view.Step == 7);
        await _studio.Jobs.CancelAsync(job);
        (await _studio.ViewAsync(job)).State.ShouldBe(JobState.Cancelled);
        await _studio.Jobs.RetryAsync(job);
        _engine.ExpectAnother(job);
        FakeRun second = await _engine.RunOfAsync(job);
        run.WasWithdrawn.ShouldBeTrue();
        _studio.Get<CheckpointShelf>().List(_person, job)[0].Step.ShouldBe(7);
        ((Engine.Service.Orders.TrainOrder)second.Order).CheckpointFolder.ShouldBe(((Engine.Service.Orders.TrainOrder)run.Order).CheckpointFolder);
    }

    [Fact]
    public async Task Cancel_AnEndedJob_ChangesNothing()
    {
        Guid job = await _studio.TrainAsync(_person);
        (await _engine.RunOfAsync(job)).Fail("No.");
        await _studio.UntilAsync(job, JobState.Failed);
        await _studio.Jobs.CancelAsync(job);
        await _studio.Jobs.PauseAsync(job);
        await _studio.Jobs.ResumeAsync(job);
        (await _studio.ViewAsync(job)).State.ShouldBe(JobState.Failed);
    }

    [Fact]
    public async Task Pause_ARunningTraining_ItsPlaceIsFreeUntilItGoesOn()
    {
        Guid first = await _studio.TrainAsync(_person);
        await _engine.RunOfAsync(first);
        await _studio.Jobs.PauseAsync(first);
        _engine.Held[first.ToString()].ShouldBeTrue();
        Guid second = await _studio.TrainAsync(_person);
        FakeRun other = await _engine.RunOfAsync(second);
        await _studio.Jobs.ResumeAsync(first);
        (await _studio.ViewAsync(first)).State.ShouldBe(JobState.Queued);
        _engine.Held[first.ToString()].ShouldBeTrue();
        other.Fail("No.");
        await _studio.UntilAsync(first, JobState.Running);
        _engine.Held[first.ToString()].ShouldBeFalse();
        _engine.Began.Count(run => run.JobId == first.ToString()).ShouldBe(1);
    }

    [Fact]
    public async Task Pause_AWaitingJob_ItIsPassedOverUntilItGoesOn()
    {
        Guid running = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(running);
        Guid held = await _studio.TrainAsync(_person), next = await _studio.TrainAsync(_person);
        await _studio.Jobs.PauseAsync(held);
        run.Fail("No.");
        FakeRun second = await _engine.RunOfAsync(next);
        _engine.HasBegun(held).ShouldBeFalse();
        await _studio.Jobs.ResumeAsync(held);
        second.Fail("No.");
        await _engine.RunOfAsync(held);
    }

    [Fact]
    public async Task Move_BeforeAnother_ItGoesFirst()
    {
        Guid running = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(running);
        Guid second = await _studio.TrainAsync(_person), third = await _studio.TrainAsync(_person), fourth = await _studio.TrainAsync(_person);
        await _studio.Jobs.MoveAsync(fourth, second);
        await _studio.Jobs.MoveAsync(second, null);
        (await _studio.ListAsync()).Select(job => job.Id).ShouldBe([running, fourth, third, second]);
        run.Fail("No.");
        await _engine.RunOfAsync(fourth);
    }

    [Fact]
    public async Task Remove_AnEndedJob_ItsFolderGoes()
    {
        Guid job = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(job);
        await _studio.Jobs.RemoveAsync(job);
        (await _studio.ViewAsync(job)).State.ShouldBe(JobState.Running);
        run.Checkpoint(3);
        await _studio.Jobs.CancelAsync(job);
        await _studio.Jobs.RemoveAsync(job);
        (await _studio.FindAsync(job)).ShouldBeNull();
        Directory.Exists(_studio.Folder.Job(_person, job)).ShouldBeFalse();
    }

    [Fact]
    public async Task RemoveAll_OfAPerson_NothingRunsAndNothingIsLeft()
    {
        Guid other = (await _studio.AddPersonAsync("Bo")).Id;
        Guid running = await _studio.TrainAsync(_person), waiting = await _studio.TrainAsync(_person), others = await _studio.TrainAsync(other);
        FakeRun run = await _engine.RunOfAsync(running);
        run.Step(3);
        await _studio.Jobs.RemoveAllAsync(_person);
        run.HasEnded.ShouldBeTrue();
        (await _studio.ListAsync(_person)).ShouldBeEmpty();
        Directory.Exists(_studio.Folder.Job(_person, running)).ShouldBeFalse();
        _engine.HasBegun(waiting).ShouldBeFalse();
        (await _studio.FindAsync(others)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Run_ThePersonIsDeletedMeanwhile_TheJobVanishes()
    {
        Guid job = await _studio.TrainAsync(_person);
        FakeRun run = await _engine.RunOfAsync(job);
        await using (StudioDb db = _studio.Db())
        {
            await db.People.Where(person => person.Id == _person).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        Directory.Delete(_studio.Folder.Person(_person), recursive: true);
        run.Checkpoint(4);
        while (_studio.Jobs.Running is not null)
        {
            await Task.Yield();
        }

        run.WasWithdrawn.ShouldBeTrue();
        (await _studio.FindAsync(job)).ShouldBeNull();
        Directory.Exists(_studio.Folder.Person(_person)).ShouldBeFalse();
    }

    [Fact]
    public async Task Run_SomethingUnexpectedBreaks_ASentenceSaysWhatWasKept()
    {
        Guid job = await _studio.TrainAsync(_person);
        (await _engine.RunOfAsync(job)).Break(new InvalidOperationException("Sequence contains no elements"));
        JobView view = await _studio.UntilAsync(job, JobState.Failed);
        view.Error.ShouldNotBeNull().ShouldContain("checkpoint was kept");
    }

    [Fact]
    public async Task Run_WithTooFewPhotos_SaysHowManyAreNeeded()
    {
        Guid other = (await _studio.AddPersonAsync("Bo")).Id;
        Guid job = await _studio.TrainAsync(other);
        JobView view = await _studio.UntilAsync(job, JobState.Failed);
        view.Error.ShouldNotBeNull().ShouldContain("at least 2");
    }
}
