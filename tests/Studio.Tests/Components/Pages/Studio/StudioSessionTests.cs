using MyStyle.Engine.Runtime;
using MyStyle.Studio.Components.Pages.Studio;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Components.Pages.Studio;

/// <summary>The workspace without its page: a real database, jobs that the test ends.</summary>
public sealed class StudioSessionTests
{
    private readonly WaitingJobs _jobs = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ToItsEnd_ShowsWhatItMade()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using StudioSession session = await OpenAsync(studio, masked: true);
        await session.RunAsync();
        session.IsBusy.ShouldBeTrue();
        Guid job = session.Run!.Id;
        ResultEntity first = await ResultAsync(studio, session, job), second = await ResultAsync(studio, session, job);
        ResultEntity prior = await ResultAsync(studio, session, job, row => row.IsComparison = true);
        _jobs.End(job, JobState.Done);
        await session.RefreshAsync();
        session.ShouldSatisfyAllConditions(
            () => session.IsBusy.ShouldBeFalse(),
            () => session.Candidates.Select(candidate => candidate.Id).ShouldBe([first.Id, second.Id, prior.Id]),
            () => session.Chosen!.Id.ShouldBe(first.Id),
            () => session.PriorAnswer!.Id.ShouldBe(prior.Id),
            () => session.Failure.ShouldBeNull());
    }

    [Fact]
    public async Task Run_Fails_SaysWhyAndGoesBackToThePicture()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using StudioSession session = await OpenAsync(studio, masked: true);
        await session.RunAsync();
        _jobs.End(session.Run!.Id, JobState.Failed, "The disk is full.");
        await session.RefreshAsync();
        (session.Failure, session.Chosen, session.IsBusy).ShouldBe(("The disk is full.", null, false));
    }

    [Fact]
    public async Task Run_NothingMarked_IsRefusedAndQueuesNothing()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using StudioSession session = await OpenAsync(studio, masked: false);
        await Should.ThrowAsync<EngineException>(session.RunAsync);
        _jobs.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Load_WhileARunGoesOn_JoinsIt()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using StudioSession before = await OpenAsync(studio, masked: true);
        await before.RunAsync();
        using StudioSession after = new(studio.Person, studio.Workpieces, studio.Results, _jobs);
        await after.LoadAsync(null);
        after.Run!.Id.ShouldBe(before.Run!.Id);
        ResultEntity made = await ResultAsync(studio, after, after.Run.Id);
        _jobs.End(after.Run.Id, JobState.Done);
        await after.RefreshAsync();
        after.Chosen!.Id.ShouldBe(made.Id);
    }

    [Fact]
    public async Task Ghosts_AreShownByTheDialAndNowhereElse()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using StudioSession session = await OpenAsync(studio, masked: true);
        await session.RunGhostsAsync();
        (session.IsBusy, session.GhostRun is not null).ShouldBe((false, true));
        Guid job = session.GhostRun!.Id;
        foreach (double? beta in ToolSettings.GhostBetas)
        {
            await ResultAsync(studio, session, job, row => (row.ParametersJson, row.AllowedBeta) = ("{\"isGhostStrip\":true}", beta));
        }

        _jobs.End(job, JobState.Done);
        await session.RefreshAsync();
        session.Ghosts.Select(ghost => ghost.AllowedBeta).ShouldBe(ToolSettings.GhostBetas, ignoreOrder: true);
        session.Candidates.ShouldBeEmpty();
        session.History.ShouldBeEmpty();
        await session.UseAsync(StudioTool.Upscale);
        session.Ghosts.ShouldBeEmpty();
    }

    [Fact]
    public async Task Discard_TheChosenOne_TheNextTakesItsPlace()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using StudioSession session = await OpenAsync(studio, masked: true);
        Guid job = Guid.NewGuid();
        ResultEntity first = await ResultAsync(studio, session, job), second = await ResultAsync(studio, session, job);
        await session.RefreshAsync();
        session.Choose(session.Candidates[0]);
        await session.DiscardAsync(session.Chosen!);
        session.Chosen!.Id.ShouldBe(second.Id);
        await session.BringBackAsync(first.Id);
        session.Candidates.Count.ShouldBe(2);
        await session.KeepAsync(session.Chosen!);
        session.Chosen!.IsKept.ShouldBeTrue();
    }

    [Fact]
    public async Task RunAgain_FromAnotherStart_KeepsTheRecipe()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using StudioSession session = await OpenAsync(studio, masked: true);
        ResultEntity made = await ResultAsync(studio, session, Guid.NewGuid(), row => row.ParametersJson =
            $"{{\"task\":\"inpaint\",\"workpiece\":\"{session.Current!.Id}\",\"maskSha\":\"m\",\"beta\":0.05,\"seed\":1,\"steps\":90,\"blend\":\"copy\"}}");
        await session.RefreshAsync();
        await session.RunAgainAsync(session.History.Single(result => result.Id == made.Id), 2);
        PictureOrder order = _jobs.Last.Order.ShouldBeOfType<PictureOrder>();
        (order.Seeds[0], order.Betas[0], order.Steps, order.Blend, order.MaskSha).ShouldBe((2L, 0.05, 90, "copy", "m"));
    }

    [Fact]
    public async Task Select_AnotherPicture_ForgetsTheCandidate()
    {
        await using OpenStudio studio = await OpenStudio.CreateAsync();
        using StudioSession session = await OpenAsync(studio, masked: true);
        await ResultAsync(studio, session, Guid.NewGuid());
        await session.RefreshAsync();
        session.Choose(session.Candidates[0]);
        await using Stream other = OpenStudio.Photo("photo_041.jpg");
        await session.LoadAsync((await studio.Workpieces.OpenAsync(studio.Person, "b.jpg", other, Cancel)).Id);
        (session.Current!.FileName, session.Chosen, session.Candidates.Count).ShouldBe(("b.jpg", null, 0));
    }

    private async Task<StudioSession> OpenAsync(OpenStudio studio, bool masked)
    {
        await using Stream photo = OpenStudio.Photo("photo_040.jpg");
        Guid id = (await studio.Workpieces.OpenAsync(studio.Person, "a.jpg", photo, Cancel)).Id;
        if (masked)
        {
            using MemoryStream mask = new(OpenStudio.Png(128, 128, (x, _) => x < 40 ? ((byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)0)));
            await studio.Workpieces.PutMaskAsync(studio.Person, id, mask, Cancel);
        }

        StudioSession session = new(studio.Person, studio.Workpieces, studio.Results, _jobs);
        await session.LoadAsync(id);
        return session;
    }

    private static Task<ResultEntity> ResultAsync(OpenStudio studio, StudioSession session, Guid job, Action<ResultEntity>? change = null) =>
        studio.AddResultAsync(row =>
        {
            (row.WorkpieceId, row.JobId) = (session.Current!.Id, job);
            change?.Invoke(row);
        });
}
