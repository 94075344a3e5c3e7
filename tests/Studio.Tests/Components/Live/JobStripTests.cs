using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Studio.Components.Live;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Tests.Fixtures;
using MyStyle.Studio.Tests.Jobs;

namespace MyStyle.Studio.Tests.Components.Live;

public sealed class JobStripTests : ComponentTest
{
    private readonly FakeJobs _jobs = new();
    private readonly ManualTime _time = new();

    public JobStripTests()
    {
        Services.AddSingleton<IJobs>(_jobs);
        Services.AddSingleton<TimeProvider>(_time);
    }

    [Fact]
    public void Strip_NothingRuns_TakesNoSpace()
    {
        IRenderedComponent<JobStrip> strip = Render<JobStrip>();
        strip.Find(TestId("job-strip")).ClassList.ShouldContain("empty");
        strip.FindAll(TestId("job-strip-open")).ShouldBeEmpty();
    }

    [Fact]
    public void Strip_AJobRuns_SaysWhatHowFarAndHowLong()
    {
        JobView job = FakeJobs.Job() with { ThumbnailSha = new string('b', 64) };
        _jobs.All.Add(job);
        _jobs.All.Add(FakeJobs.Job(JobState.Queued, 0));
        IRenderedComponent<JobStrip> strip = Render<JobStrip>();
        IElement open = strip.Find(TestId("job-strip-open"));
        open.GetAttribute("href").ShouldBe($"/people/{job.Person}/train");
        open.QuerySelector("img").ShouldNotBeNull().GetAttribute("src").ShouldBe($"/api/people/{job.Person}/pictures/{job.ThumbnailSha}");
        strip.Find(TestId("job-strip-standing")).TextContent.Trim().ShouldBe("35 s left");
        strip.Find(TestId("job-strip-progress")).GetAttribute("value").ShouldBe("0.3");
        strip.Find(".percent").TextContent.ShouldBe("30 %");
        strip.Find(TestId("job-strip-waiting")).TextContent.ShouldBe("1 waiting");
    }

    [Fact]
    public void Strip_ItsButtons_AskTheQueue()
    {
        JobView job = FakeJobs.Job();
        _jobs.All.Add(job);
        IRenderedComponent<JobStrip> strip = Render<JobStrip>();
        strip.Find(TestId("job-strip-pause")).Click();
        _jobs.Put(job with { State = JobState.Paused });
        strip.WaitForElement(TestId("job-strip-resume")).Click();
        strip.Find(TestId("job-strip-cancel")).Click();
        _jobs.Put(job with { State = JobState.Failed, Error = "The disk is full." });
        strip.WaitForElement(TestId("job-strip-retry")).Click();
        _jobs.Asked.ShouldBe([$"pause {job.Id}", $"resume {job.Id}", $"cancel {job.Id}", $"retry {job.Id}"]);
    }

    [Fact]
    public void Strip_AJobFails_TheSentenceStaysUntilItIsHidden()
    {
        JobView job = FakeJobs.Job();
        _jobs.All.Add(job);
        IRenderedComponent<JobStrip> strip = Render<JobStrip>();
        _jobs.Put(job with { State = JobState.Failed, Error = "The disk is full. The last checkpoint was kept." });
        strip.WaitForAssertion(() => strip.Find(TestId("job-strip-standing")).TextContent.ShouldContain("The disk is full."));
        strip.Find(TestId("job-strip-hide")).Click();
        strip.FindAll(TestId("job-strip-open")).ShouldBeEmpty();
        _jobs.Put(job with { State = JobState.Failed });
        strip.WaitForAssertion(() => strip.FindAll(TestId("job-strip-open")).ShouldBeEmpty());
    }

    [Fact]
    public void Strip_ProgressMoves_IsDrawnButSaidAtMostEveryFiveSeconds()
    {
        JobView job = FakeJobs.Job();
        _jobs.All.Add(job);
        IRenderedComponent<JobStrip> strip = Render<JobStrip>();
        string said = strip.Find(TestId("job-strip-said")).TextContent;
        said.ShouldBe("Training: 30 % 35 s left");
        _time.Advance(1);
        _jobs.Put(job with { Step = 60 }, isProgress: true);
        strip.WaitForAssertion(() => strip.Find(".percent").TextContent.ShouldBe("60 %"));
        strip.Find(TestId("job-strip-said")).TextContent.ShouldBe(said);
        _time.Advance(5);
        _jobs.Put(job with { Step = 70 }, isProgress: true);
        strip.WaitForAssertion(() => strip.Find(TestId("job-strip-said")).TextContent.ShouldBe("Training: 70 % 35 s left"));
    }

    [Fact]
    public async Task Strip_ThePageGoes_NobodyListensAnyMore()
    {
        Render<JobStrip>();
        _jobs.Listeners.ShouldBe(1);
        await DisposeComponentsAsync();
        _jobs.Listeners.ShouldBe(0);
    }
}
