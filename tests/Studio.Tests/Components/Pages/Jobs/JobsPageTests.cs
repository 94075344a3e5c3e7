using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MyStyle.Studio.Components.Pages.Jobs;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.People;
using NSubstitute;

namespace MyStyle.Studio.Tests.Components.Pages.Jobs;

public sealed class JobsPageTests : ComponentTest
{
    private readonly SomeJobs _jobs = new();

    public JobsPageTests()
    {
        Services.AddSingleton<IJobs>(_jobs);
        Services.AddSingleton(Substitute.For<IPeople>());
    }

    [Fact]
    public void Page_WithoutJobs_SaysThatNothingRuns() =>
        Render<JobsPage>().Find(TestId("empty-state")).TextContent.ShouldContain("Nothing runs");

    [Fact]
    public void Page_Jobs_AreParted()
    {
        _jobs.Add("a", JobState.Running, step: 50);
        _jobs.Add("b", JobState.Queued);
        _jobs.Add("c", JobState.Done);

        IRenderedComponent<JobsPage> page = Render<JobsPage>();

        Titles(page, "jobs-open").ShouldBe(["a", "b"]);
        Titles(page, "jobs-ended").ShouldBe(["c"]);
        page.Find("progress").GetAttribute("value").ShouldBe("0.5");
        page.Find(TestId("job-row")).TextContent.ShouldContain("2.0 steps/s");
    }

    [Fact]
    public async Task Row_Buttons_DoWhatTheySay()
    {
        _jobs.Add("a", JobState.Running);
        _jobs.Add("b", JobState.Paused, step: 3);
        _jobs.Add("c", JobState.Failed, JobKind.Inpaint);
        IRenderedComponent<JobsPage> page = Render<JobsPage>();

        await ClickAsync(page, TestId("job-pause"));
        await ClickAsync(page, TestId("job-resume"));
        await ClickAsync(page, TestId("job-retry"));
        await ClickAsync(page, TestId("job-remove"));

        _jobs.Asked.ShouldBe(["pause a", "resume b", "retry c", "remove c"]);
        page.WaitForAssertion(() => page.FindAll(TestId("jobs-ended")).ShouldBeEmpty());
    }

    [Fact]
    public async Task Move_WaitingJobs_GoesBeforeTheRightOne()
    {
        _jobs.Add("runs", JobState.Running);
        _jobs.Add("a", JobState.Queued);
        _jobs.Add("b", JobState.Queued);
        _jobs.Add("c", JobState.Queued);
        IRenderedComponent<JobsPage> page = Render<JobsPage>();

        await ClickAsync(page, TestId("job-down"), 0);
        await ClickAsync(page, TestId("job-down"), 1);
        await ClickAsync(page, TestId("job-up"), 2);

        _jobs.Asked.ShouldBe(["before c: move a", "before nothing: move b", "before b: move c"]);
        page.FindAll(TestId("job-up"))[0].HasAttribute("disabled").ShouldBeTrue();
        page.FindAll(TestId("job-down"))[2].HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task Keys_SelectAndAct_LikeTheButtons()
    {
        _jobs.Add("a", JobState.Running);
        _jobs.Add("b", JobState.Queued);
        JobView c = _jobs.Add("c", JobState.Queued);
        IRenderedComponent<JobsPage> page = Render<JobsPage>();

        await PressAsync("ArrowDown", "p", "ArrowDown", "ArrowDown", "Shift+ArrowUp", "p", "Enter");

        _jobs.Asked.ShouldBe(["pause a", "before b: move c", "pause c"]);
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith($"/jobs/{c.Id}");
        async Task PressAsync(params string[] keys)
        {
            foreach (string key in keys)
            {
                await page.InvokeAsync(() => Keys.PressAsync(key));
            }
        }
    }

    [Fact]
    public async Task Cancel_Training_IsAskedAboutFirst()
    {
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        _jobs.Add("a", JobState.Running);
        IRenderedComponent<JobsPage> page = Render<JobsPage>();

        Task cancelling = page.InvokeAsync(() => page.FindComponent<JobActs>().Instance.CancelAsync());
        dialogs.WaitForElement(TestId("confirm-yes"));
        _jobs.Asked.ShouldBeEmpty();
        await ClickAsync(dialogs, TestId("confirm-yes"));
        await cancelling;

        _jobs.Asked.ShouldBe(["cancel a"]);
    }

    [Fact]
    public void Changed_Progress_MovesTheBar()
    {
        JobView job = _jobs.Add("a", JobState.Running, step: 1);
        IRenderedComponent<JobsPage> page = Render<JobsPage>();

        _jobs.Replace(job with { Step = 75 }, isProgress: true);

        page.WaitForAssertion(() => page.Find("progress").GetAttribute("value").ShouldBe("0.75"));
    }

    [Fact]
    public async Task Page_LeftWhileTheJobsAreRead_BreaksNothing()
    {
        TaskCompletionSource<IReadOnlyList<JobView>> reading = new();
        IJobs jobs = Substitute.For<IJobs>();
        jobs.ListAsync(Arg.Any<Guid?>(), Arg.Any<int>(), Arg.Any<CancellationToken>()).Returns(reading.Task);
        Services.AddSingleton(jobs);
        Render<JobsPage>();

        await DisposeComponentsAsync();

        await GoOnAsync(() => reading.SetResult([_jobs.Add("a", JobState.Running) with { Person = Guid.NewGuid() }]));
    }

    [Fact]
    public void JobPage_Job_ShowsWhatWasAsked()
    {
        JobView job = _jobs.Add("Measure Ada", JobState.Failed, JobKind.Evaluate);
        _jobs.Replace(job with { Error = "There are no held-out photos." }, isProgress: false);

        IRenderedComponent<JobPage> page = Render<JobPage>(parameters => parameters.Add(p => p.Id, job.Id));

        page.Find("h1").TextContent.ShouldBe("Measure Ada");
        page.Find(TestId("job-parameters")).TextContent.ShouldContain("Samples20");
        page.Find(TestId("job-error")).TextContent.ShouldBe("There are no held-out photos.");
    }

    [Fact]
    public void JobPage_NoSuchJob_SaysWhatIsKept() =>
        Render<JobPage>(parameters => parameters.Add(p => p.Id, Guid.NewGuid())).Find("h1").TextContent.ShouldBe("This job is not here");

    private static IEnumerable<string> Titles(IRenderedComponent<JobsPage> page, string list) =>
        page.Find(TestId(list)).QuerySelectorAll("h3").Select(title => title.TextContent);
}
