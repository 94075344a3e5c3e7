using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Components.Pages.Results;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Tests.Components.Pages.Results;

public sealed class ResultsPageTests : PersonPageTest
{
    private const string Recipe = """{"task":"upscale","workpiece":"11111111-1111-1111-1111-111111111111","beta":0.05,"seed":7,"steps":90,"blend":"copy"}""";

    [Fact]
    public void Page_NothingMade_SaysWhereToBegin()
    {
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();

        IElement empty = page.WaitForElement(TestId("empty-state"));
        empty.TextContent.ShouldContain("Nothing here yet");
        empty.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/people/{Person}/studio");
    }

    [Fact]
    public async Task List_NamesEveryPictureAsMadeAndLeavesTheUntunedPriorsOut()
    {
        await MadeAsync(ResultKind.Inpainting, row => row.Identity = 0.912);
        await MadeAsync(ResultKind.Upscale, row => row.IsComparison = true);
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();

        page.WaitForAssertion(() => Alts(page).ShouldBe(["Made by a model: filled in"]));
        page.Find(TestId("results")).TextContent.ShouldContain("ID 0.912");
        await ChangeAsync(page, "input[type=checkbox]", true);

        page.WaitForAssertion(() => Alts(page).ShouldBe(["Made by the untuned prior for comparison: enlarged", "Made by a model: filled in"]));
    }

    [Fact]
    public async Task Filters_Kinds_ShowOnlyTheirs()
    {
        await MadeAsync(ResultKind.Edit);
        await MadeAsync(ResultKind.Sample, row => row.IsKept = true);
        await MadeAsync(ResultKind.Walk, row => row.IsDiscarded = true);
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();
        page.WaitForAssertion(() => Alts(page).Count().ShouldBe(2));

        await ChooseAsync("results-Edit", "Made by a model: edited");
        await ChooseAsync("results-kept", "Made by a model: sample");
        await ChooseAsync("results-discarded", "Made by a model: walk");

        async Task ChooseAsync(string chip, string alt)
        {
            await ClickAsync(page, TestId(chip));
            page.WaitForAssertion(() => Alts(page).ShouldBe([alt]));
            page.FindAll(".filters [aria-pressed=true]").Select(button => button.GetAttribute("data-testid")).ShouldBe([chip]);
        }
    }

    [Fact]
    public async Task Detail_ChosenPicture_ShowsItsRecipeAndWhatCanBeDone()
    {
        ResultEntity row = await MadeAsync(ResultKind.Edit, item =>
        {
            (item.AllowedBeta, item.EffectiveBeta, item.NearestPhoto) = (0.02, 0.013, "photo_002.jpg");
            item.ParametersJson = """{"kind":"edit","carriers":[{"index":1,"name":"photo_002.jpg","alpha":0.4}]}""";
        });
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();

        await ClickAsync(page, TestId("result"));

        IElement detail = page.Find(TestId("result-detail"));
        detail.TextContent.ShouldContain("0.020 allowed, needs 0.013");
        detail.TextContent.ShouldContain("Carried by photo_002.jpg (40");
        detail.TextContent.ShouldContain("A download says so in its metadata.");
        detail.QuerySelector(TestId("result-download"))!.GetAttribute("href").ShouldBe(
            $"api/people/{Person}/results/{row.Id}/download?provenance=true&original=false");
        detail.QuerySelector(TestId("result-rerun")).ShouldBeNull("no job made it");
        detail.QuerySelector(TestId("result-download-original")).ShouldBeNull("it came from no photo");
    }

    [Fact]
    public async Task Keys_StepThroughAndKeepAndDiscard()
    {
        ResultEntity older = await MadeAsync(ResultKind.Edit), newer = await MadeAsync(ResultKind.Sample);
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();
        page.WaitForAssertion(() => Alts(page).Count().ShouldBe(2));

        await PressAsync(page, "j", "k", "j", "j", "Delete");

        page.WaitForAssertion(() => Alts(page).ShouldBe(["Made by a model: sample"]));
        page.Find(TestId("result-keep")).GetAttribute("aria-pressed").ShouldBe("true");
        (await ReadAsync(newer)).IsKept.ShouldBeTrue();
        (await ReadAsync(older)).IsDiscarded.ShouldBeTrue();
    }

    [Fact]
    public async Task Undo_AfterThePageWasLeft_StillBringsThePictureBack()
    {
        ResultEntity row = await MadeAsync(ResultKind.Edit);
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();
        await ClickAsync(page, TestId("result"));
        await ClickAsync(page, TestId("result-discard"));
        (await ReadAsync(row)).IsDiscarded.ShouldBeTrue();

        await DisposeComponentsAsync();
        IRenderedComponent<MudSnackbarProvider> sentences = Render<MudSnackbarProvider>();
        await ClickAsync(sentences, ".mud-snackbar-content-action button");

        (await ReadAsync(row)).IsDiscarded.ShouldBeFalse();
    }

    [Fact]
    public async Task Rerun_OfAJobsPicture_QueuesItsOwnRecipe()
    {
        Guid job = Guid.NewGuid();
        await MadeAsync(ResultKind.Upscale, row => (row.JobId, row.ParametersJson, row.AllowedBeta, row.Seed) = (job, Recipe, 0.05, 7));
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();
        await ClickAsync(page, TestId("result"));

        await ClickAsync(page, TestId("result-rerun"));

        page.WaitForAssertion(() => Said.ShouldHaveSingleItem());
        PictureOrder order = Jobs.Last.Order.ShouldBeOfType<PictureOrder>();
        (Jobs.Last.Kind, order.Task, order.Betas[0], order.Seeds[0], order.Steps).ShouldBe((JobKind.Upscale, PictureTask.Upscale, 0.05, 7L, 90));
    }

    [Fact]
    public async Task Rerun_RecipeThatIsNone_IsASentence()
    {
        await MadeAsync(ResultKind.Upscale, row => row.JobId = Guid.NewGuid());
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();
        await ClickAsync(page, TestId("result"));

        await ClickAsync(page, TestId("result-rerun"));

        Said.ShouldHaveSingleItem().ShouldNotBeNull().ShouldStartWith("This picture was not made by a job");
        Jobs.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Empty_Confirmed_DeletesPicturesForGood()
    {
        ResultEntity row = await MadeAsync(ResultKind.Edit, item => item.IsDiscarded = true);
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();
        await ClickAsync(page, TestId("results-discarded"));
        page.WaitForAssertion(() => Alts(page).Count().ShouldBe(1));

        Task emptying = ClickAsync(page, TestId("results-empty"));
        await ClickAsync(dialogs, TestId("confirm-yes"));
        await emptying;

        page.WaitForElement(TestId("empty-state")).TextContent.ShouldContain("Nothing was discarded");
        Studio.Store.Find(Person, row.PictureSha).ShouldBeNull();
        Said.ShouldBe(["1 picture deleted."]);
    }

    [Fact]
    public async Task Page_PictureMadeMeanwhileAndAnotherAddress_ShowWhatIsTrueNow()
    {
        IRenderedComponent<ResultsPage> page = Open<ResultsPage>();
        page.WaitForElement(TestId("empty-state"));

        await MadeAsync(ResultKind.Edit);
        Studio.Results.Tell(Person);
        page.WaitForAssertion(() => Alts(page).ShouldBe(["Made by a model: edited"]));

        Guid bea = await AddUntrainedAsync();
        GoTo(page, bea);
        page.WaitForAssertion(() => page.Find("nav.tabs").GetAttribute("aria-label").ShouldBe("Bea"));
        page.WaitForElement(TestId("empty-state"));
    }

    private static IEnumerable<string?> Alts(IRenderedComponent<ResultsPage> page) => page.FindAll(TestId("result") + " img").Select(image => image.GetAttribute("alt"));

    private Task<ResultEntity> MadeAsync(ResultKind kind, Action<ResultEntity>? change = null) => Studio.AddResultAsync(row =>
    {
        row.Kind = kind;
        change?.Invoke(row);
    });

    private async Task<ResultView> ReadAsync(ResultEntity row) => (await Studio.Results.GetAsync(Person, row.Id, Cancel)).ShouldNotBeNull();
}
