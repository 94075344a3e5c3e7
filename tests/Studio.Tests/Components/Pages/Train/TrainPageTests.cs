using System.Globalization;
using Bunit;
using MyStyle.Engine.Models;
using MyStyle.Studio.Components.Pages.Train;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Tests.Components.Pages.Train;

public sealed class TrainPageTests : PersonPageTest
{
    [Fact]
    public async Task Page_TooFewPhotos_SendsToThePhotosUntilTheyAreJudged()
    {
        await Studio.AddPhotoAsync("photo_001.jpg");
        await Studio.AddPhotoAsync("photo_002.jpg", "low_quality");
        IRenderedComponent<TrainPage> page = Open<TrainPage>();
        page.WaitForElement(TestId("empty-state")).TextContent.ShouldContain("1 photo accepted. At least 2 are needed");
        page.Find(TestId("empty-state") + " a").GetAttribute("href").ShouldBe($"/people/{Person}/photos");
        page.FindAll(TestId("start-training")).ShouldBeEmpty();

        await Studio.AddPhotoAsync("photo_003.jpg");
        Studio.Get<Announcer>().Tell(Person);

        page.WaitForElement(TestId("start-training"));
    }

    [Fact]
    public async Task Start_Preset_QueuesItOnThePersonsPriorAndShowsIt()
    {
        IRenderedComponent<TrainPage> page = await OpenWithPhotosAsync();
        page.Find(".presets p").TextContent.ShouldContain("3 photos train, 1 held out to measure");
        await ChangeAsync(page, TestId("preset-quick"), true);

        await ClickAsync(page, TestId("start-training"));

        JobView job = Jobs.Last;
        (job.Kind, job.Person, job.Title).ShouldBe((JobKind.Train, Person, "Train: Quick, 8 passes"));
        job.Order.ShouldBe(new TrainPersonOrder("quick", 8, 4, 1e-3, 1, null, 2, ModelCatalogue.DemoPrior, ((TrainPersonOrder)job.Order).LeftOut));
        page.WaitForElement(TestId("training-running"));
        page.FindAll(TestId("start-training")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_ByHand_KeepsNumbersWithinReason()
    {
        IRenderedComponent<TrainPage> page = await OpenWithPhotosAsync();
        await ChangeAsync(page, TestId("preset-custom"), true);
        await ChangeAsync(page, TestId("custom-passes"), "999999");

        await ClickAsync(page, TestId("start-training"));

        TrainPersonOrder order = Jobs.Last.Order.ShouldBeOfType<TrainPersonOrder>();
        (order.Preset, order.Passes, order.BatchSize, order.LearningRate, order.L2Weight, order.Patience, order.Seed).ShouldBe(("custom", 5000, 4, 1e-3, 1, null, 2));
    }

    [Fact]
    public async Task Start_Refused_SaysWhyAndCanBeTriedAgain()
    {
        IRenderedComponent<TrainPage> page = await OpenWithPhotosAsync();
        Jobs.Refusal = "The disk is full. Nothing was queued; free some room.";

        await ClickAsync(page, TestId("start-training"));

        Said.ShouldBe(["The disk is full. Nothing was queued; free some room."]);
        page.WaitForAssertion(() => page.Find(TestId("start-training")).HasAttribute("disabled").ShouldBeFalse());
    }

    [Fact]
    public async Task Training_Runs_FollowsItsProgressAndItsButtonsAskTheQueue()
    {
        IRenderedComponent<TrainPage> page = await OpenWithPhotosAsync();
        JobView job = Jobs.Put(Training(JobState.Running) with { Step = 30, StepsPerSecond = 2.5, Remaining = TimeSpan.FromSeconds(28) });
        page.WaitForAssertion(() => page.Find(TestId("training-step")).TextContent.ShouldBe("30 / 100"));
        page.Find(".running .head").TextContent.ShouldContain("2.5 steps/s");
        page.Find("progress").GetAttribute("value").ShouldBe("0.3");

        Jobs.Put(job with { Step = 75 }, isProgress: true);
        page.WaitForAssertion(() => page.Find(TestId("training-step")).TextContent.ShouldBe("75 / 100"));
        await ClickAsync(page, TestId("training-pause"));
        Jobs.Put(job with { State = JobState.Paused, Step = 76 });
        await ClickAsync(page, TestId("training-resume"));
        Jobs.Asked.ShouldBe(["pause Train: Quick", "resume Train: Quick"]);

        await ClickAsync(page, TestId("training-cancel"));
        page.WaitForAssertion(() => page.Find(TestId("training-ended")).TextContent.ShouldContain("cancelled"));
    }

    [Fact]
    public async Task Training_Failed_SaysWhyAndGoesOnFromACheckpoint()
    {
        IRenderedComponent<TrainPage> page = await OpenWithPhotosAsync();
        JobView job = Training(JobState.Failed) with { Error = "The disk is full. The last checkpoint was kept.", EndedUtc = DateTime.UtcNow };
        foreach (int step in (int[])[20, 40])
        {
            string file = Path.Combine(Studio.Get<DataFolder>().Job(Person, job.Id), "checkpoints", step.ToString("D9", CultureInfo.InvariantCulture) + ".safetensors");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "", Cancel);
        }

        Jobs.Put(job);

        page.WaitForElement("[role=alert]").TextContent.ShouldBe("The disk is full. The last checkpoint was kept.");
        page.FindAll(TestId("checkpoints") + " button").Select(button => button.TextContent).ShouldBe(["step 40", "step 20"]);
        await ClickAsync(page, TestId("training-retry"));
        Jobs.Asked.ShouldBe(["retry Train: Quick"]);
        await ClickAsync(page, TestId("checkpoints") + " button", 1);
        TrainPersonOrder order = Jobs.Last.Order.ShouldBeOfType<TrainPersonOrder>();
        (order.ResumeFrom, order.ResumeStep, Jobs.Last.Title).ShouldBe((job.Id, 20L, "Train: quick from step 20, 8 passes"));
    }

    [Fact]
    public async Task Worst_Photo_CanBeLeftOutAndTheTrainingBeginsAnew()
    {
        IRenderedComponent<TrainPage> page = await OpenWithPhotosAsync();
        JobView job = Jobs.Put(Training(JobState.Running));
        page.WaitForElement(TestId("training-running"));
        Studio.Get<ILiveFeed>().Publish(new LiveProgress
        {
            Job = job.Id.ToString(),
            State = "running",
            Phase = "",
            Step = 30,
            TotalSteps = 100,
            Worst = ["photo_002.png"],
        });

        await ClickAsync(page, TestId("worst") + " button");

        page.WaitForAssertion(() => Said.ShouldHaveSingleItem().ShouldNotBeNull().ShouldStartWith("photo_002.jpg is left out"));
        Jobs.All.Single(item => item.Id == job.Id).State.ShouldBe(JobState.Cancelled);
        (Jobs.Last.Id == job.Id, ((TrainPersonOrder)Jobs.Last.Order).ResumeFrom).ShouldBe((false, null));
        (await Studio.Get<IPhotos>().GetAsync(Person, Cancel)).Photos.Single(photo => photo.FileName == "photo_002.jpg")
            .Decision.ShouldBe(MyStyle.Engine.Curation.UserDecision.Reject);
    }

    [Fact]
    public async Task Worst_PhotoThatIsNoLongerThere_IsASentenceAndTheTrainingGoesOn()
    {
        IRenderedComponent<TrainPage> page = await OpenWithPhotosAsync();
        JobView job = Jobs.Put(Training(JobState.Running));
        page.WaitForElement(TestId("training-running"));
        Studio.Get<ILiveFeed>().Publish(new LiveProgress { Job = job.Id.ToString(), State = "running", Phase = "", Step = 1, TotalSteps = 9, Worst = ["gone.png"] });

        await ClickAsync(page, TestId("worst") + " button");

        Said.ShouldBe(["gone.png is not in the album any more, so it cannot be left out. The training goes on."]);
        Jobs.Last.State.ShouldBe(JobState.Running);
    }

    [Fact]
    public async Task Generators_AnotherOneTaken_IsInUseEverywhere()
    {
        GeneratorEntity other = new()
        {
            PersonId = Person,
            Sha256 = new string('b', 64),
            Title = "Standard",
            Prior = ModelCatalogue.DemoPrior,
            PerceptualNetwork = "perceptual-narrow",
            ParametersJson = "{}",
            CreatedUtc = DateTime.UtcNow,
        };
        await using (StudioDb db = await Studio.OpenAsync())
        {
            db.Generators.Add(other);
            await db.SaveChangesAsync(Cancel);
        }

        IRenderedComponent<TrainPage> page = Open<TrainPage>();
        page.WaitForAssertion(() => InUse(page).ShouldBe("Quick"));

        await ClickAsync(page, ".generators button");

        page.WaitForAssertion(() => InUse(page).ShouldBe("Standard"));
        await using StudioDb after = await Studio.OpenAsync();
        (await after.People.FindAsync([Person], Cancel))!.GeneratorId.ShouldBe(other.Id);
    }

    [Fact]
    public async Task Page_LeftWhileATrainingIsWatched_HearsNothingMore()
    {
        IRenderedComponent<TrainPage> page = await OpenWithPhotosAsync();
        JobView job = Jobs.Put(Training(JobState.Running));
        page.WaitForElement(TestId("training-running"));

        await DisposeComponentsAsync();

        Jobs.Listeners.ShouldBe(0);
        await GoOnAsync(() => Studio.Get<ILiveFeed>().Publish(
            new LiveProgress { Job = job.Id.ToString(), State = "running", Phase = "", Step = 1, TotalSteps = 9, Worst = ["photo_002.png"] }));
    }

    private static string InUse(IRenderedComponent<TrainPage> page) =>
        page.FindAll(".generators tbody tr").Single(row => row.TextContent.Contains("in use", StringComparison.Ordinal)).QuerySelector("th")!.TextContent;

    private JobView Training(JobState state) => new(
        Guid.CreateVersion7(), Person, null, JobKind.Train, state, "Train: Quick", "Tuning", 0, 100, null, null, 0, null, null,
        TrainPreset.All[0].ToOrder(ModelCatalogue.DemoPrior, []), null, DateTime.UtcNow, null);

    private async Task<IRenderedComponent<TrainPage>> OpenWithPhotosAsync()
    {
        for (int i = 1; i <= 4; i++)
        {
            await Studio.AddPhotoAsync($"photo_{i:000}.jpg", change: row => row.Split = i == 4 ? "test" : "train");
        }

        IRenderedComponent<TrainPage> page = Open<TrainPage>();
        page.WaitForElement(TestId("start-training"));
        return page;
    }
}
