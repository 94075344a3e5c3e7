using Bunit;
using MyStyle.Studio.Components.Pages.Measure;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Tests.Components.Pages.Measure;

public sealed class MeasurePageTests : PersonPageTest
{
    [Fact]
    public async Task Page_Untrained_SaysWhatComesFirst()
    {
        IRenderedComponent<MeasurePage> page = Open<MeasurePage>(await AddUntrainedAsync());

        page.Find(TestId("empty-state")).TextContent.ShouldContain("Train the prior first");
        page.FindAll(TestId("measure-quick")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_NothingHeldOut_CannotMeasureAndSaysWhy()
    {
        await Studio.AddPhotoAsync("photo_001.jpg");
        await Studio.AddPhotoAsync("photo_002.jpg", "low_quality", row => row.Split = "test");

        IRenderedComponent<MeasurePage> page = Open<MeasurePage>();

        page.WaitForAssertion(() => page.Markup.ShouldContain("No accepted photo is held out"));
        page.Find(TestId("measure-quick")).HasAttribute("disabled").ShouldBeTrue();
        page.Find(TestId("measure-full")).HasAttribute("disabled").ShouldBeTrue();
    }

    [Theory]
    [InlineData("measure-quick", 60, 16)]
    [InlineData("measure-full", 300, 100)]
    public async Task Start_IsQueuedWithItsStepsAndSamples(string button, int steps, int samples)
    {
        IRenderedComponent<MeasurePage> page = await OpenWithTestPhotoAsync();

        await ClickAsync(page, TestId(button));

        (Jobs.Last.Kind, Jobs.Last.Person, Jobs.Last.Order).ShouldBe((JobKind.Evaluate, Person, new MeasureOrder(steps, samples, 0)));
        page.WaitForElement(TestId("measure-running"));
        page.FindAll(TestId("measure-quick")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_Refused_SaysWhyAndCanBeTriedAgain()
    {
        IRenderedComponent<MeasurePage> page = await OpenWithTestPhotoAsync();
        Jobs.Refusal = "The disk is full. Nothing was queued; free some room.";

        await ClickAsync(page, TestId("measure-quick"));

        Said.ShouldBe(["The disk is full. Nothing was queued; free some room."]);
        page.Find(TestId("measure-quick")).HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public async Task Run_ProgressFailureAndCancel_AreSaid()
    {
        IRenderedComponent<MeasurePage> page = await OpenWithTestPhotoAsync();
        JobView job = Jobs.Put(Job(JobState.Running) with { Step = 25, TotalSteps = 100 });
        page.WaitForAssertion(() => page.Find(TestId("measure-running")).TextContent.ShouldContain("25"));

        Jobs.Put(job with { Step = 50 }, isProgress: true);
        page.WaitForAssertion(() => page.Find(TestId("measure-running")).TextContent.ShouldContain("50"));

        Jobs.Put(job with { State = JobState.Failed, Error = "A photo is missing. What was measured is lost; look at the album.", EndedUtc = DateTime.UtcNow });
        page.WaitForElement("[role=alert]").TextContent.ShouldBe("A photo is missing. What was measured is lost; look at the album.");

        Jobs.Put(Job(JobState.Running));
        await ClickAsync(page, TestId("measure-cancel"));
        Jobs.Last.State.ShouldBe(JobState.Cancelled);
        page.WaitForElement(TestId("measure-quick"));
    }

    [Fact]
    public async Task Run_Done_ShowsTheFiguresBeforeAndAfter()
    {
        IRenderedComponent<MeasurePage> page = await OpenWithTestPhotoAsync();

        Jobs.Put(Measured(0.371));

        string[] row = Row(page, "measure-table", "Distance of the photos (LPIPS)");
        row[..2].ShouldBe(["0.371", "0.220"]);
        Row(page, "measure-table", "ID of the held-out photos")[1].ShouldBe("–");
        Row(page, "measure-projections", "personal").ShouldBe(["no bound", "0.120", "0.310", "0.800"]);
        page.Markup.ShouldContain("60 steps a projection, 16 samples");
    }

    [Fact]
    public async Task Album_JudgedMeanwhile_CanBeMeasuredWithoutReloading()
    {
        IRenderedComponent<MeasurePage> page = Open<MeasurePage>();
        page.WaitForAssertion(() => page.Markup.ShouldContain("No accepted photo is held out"));

        await Studio.AddPhotoAsync("photo_001.jpg", change: row => row.Split = "test");
        Studio.Get<Announcer>().Tell(Person);

        page.WaitForAssertion(() => page.Find(TestId("measure-quick")).HasAttribute("disabled").ShouldBeFalse());
    }

    [Fact]
    public async Task Address_OfAnotherPerson_ForgetsTheFigures()
    {
        IRenderedComponent<MeasurePage> page = await OpenWithTestPhotoAsync();
        Jobs.Put(Measured(0.371));
        page.WaitForElement(TestId("measure-table"));
        Guid bea = await AddUntrainedAsync();
        await UseGeneratorAsync(bea);

        GoTo(page, bea);

        page.WaitForAssertion(() => page.Find("nav.tabs").GetAttribute("aria-label").ShouldBe("Bea"));
        page.WaitForAssertion(() => page.FindAll(TestId("measure-table")).ShouldBeEmpty());
    }

    [Fact]
    public async Task Page_Left_HearsOfJobsNoMore()
    {
        await OpenWithTestPhotoAsync();
        Jobs.Listeners.ShouldBe(1);

        await DisposeComponentsAsync();

        Jobs.Listeners.ShouldBe(0);
    }

    private static string[] Row(IRenderedComponent<MeasurePage> page, string table, string name)
    {
        page.WaitForElement(TestId(table));
        return [.. page.FindAll(TestId(table) + " tbody tr").Single(row => row.QuerySelector("th")!.TextContent == name).QuerySelectorAll("td").Select(cell => cell.TextContent)];
    }

    private async Task<IRenderedComponent<MeasurePage>> OpenWithTestPhotoAsync()
    {
        await Studio.AddPhotoAsync("photo_001.jpg", change: row => row.Split = "test");
        IRenderedComponent<MeasurePage> page = Open<MeasurePage>();
        page.WaitForAssertion(() => page.Find(TestId("measure-quick")).HasAttribute("disabled").ShouldBeFalse());
        return page;
    }

    private async Task UseGeneratorAsync(Guid person)
    {
        await using StudioDb db = await Studio.OpenAsync();
        (await db.People.FindAsync([person], Cancel))!.GeneratorId = Studio.Generator;
        await db.SaveChangesAsync(Cancel);
    }

    private JobView Job(JobState state) => new(
        Guid.CreateVersion7(), Person, null, JobKind.Evaluate, state, "Measure the figures", "Measuring samples", 0, 0, null, null, 0, null, null,
        new MeasureOrder(60, 16, 0), null, DateTime.UtcNow, null);

    private JobView Measured(double before) => Job(JobState.Done) with
    {
        EndedUtc = DateTime.UtcNow,
        OutcomeJson = FormattableString.Invariant($$"""
            {
              "report": {
                "referenceLpips": { "before": {{before}}, "after": 0.22 },
                "selfIdentity": 0.97,
                "testIdentity": "NaN",
                "projections": [ { "space": "personal", "beta": null, "effectiveBeta": 0.12, "lpips": 0.31, "identity": 0.8 } ]
              }
            }
            """),
    };
}
