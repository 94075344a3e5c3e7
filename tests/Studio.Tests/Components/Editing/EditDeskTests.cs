using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Components.Editing;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Editing;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Results;
using MyStyle.Studio.Tests.Components.Pages;
using NSubstitute;

namespace MyStyle.Studio.Tests.Components.Editing;

/// <summary>The desk without its script: sliders that move are tested in a browser.</summary>
public sealed class EditDeskTests : PersonPageTest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly List<EditQuestion> _asked = [];
    private readonly List<Guid> _kept = [];
    private TaskCompletionSource? _gate;
    private string? _engineRefuses;
    private IReadOnlyList<DirectionView> _sliders = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.AskAsync(Arg.Any<string>(), Arg.Any<EngineQuestion<EditAnswer>>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            var question = (EditQuestion)call.Arg<EngineQuestion<EditAnswer>>();
            _asked.Add(question);
            await (_gate?.Task ?? Task.CompletedTask);
            double[]? alpha = question.WithCode ? [.. Enumerable.Repeat(1.0 / 12, 24)] : null;
            return _engineRefuses is not null
                ? throw new EngineException(_engineRefuses)
                : (EditAnswer?)new EditAnswer(
                    new FrameBytes(ImageWriter.EncodePng(new RgbImage(8, 8)), "image/png", 8, 8), 0.01, 0.01, EditOutcome.Inside, 1, 0.9, "photo_002.jpg",
                    [], [], 1, alpha, alpha is null ? 0 : 2);
        });
        _sliders = await Studio.Get<DirectionBook>().ListAsync(Person, ModelCatalogue.DemoPrior, Cancel);
    }

    [Fact]
    public async Task Desk_Untrained_SaysWhatComesFirst()
    {
        IRenderedComponent<EditDesk> desk = Desk(person: await AddUntrainedAsync());

        desk.WaitForElement("[role=alert]").TextContent.ShouldBe("There is no prior of this person yet. Train it first; then its pictures can be edited.");
    }

    [Fact]
    public void Desk_FromTheMiddle_HasANamedSliderForEveryDirectionAndTellsTheScript()
    {
        BunitJSModuleInterop module = Module();
        module.SetupModule("create", _ => true).Mode = JSRuntimeMode.Loose;

        IRenderedComponent<EditDesk> desk = Desk();

        desk.WaitForAssertion(() => desk.FindAll(".slider input").Select(input => input.GetAttribute("aria-label")).ShouldBe(_sliders.Select(slider => slider.Label)));
        desk.Find(TestId("edit-picture")).GetAttribute("aria-label").ShouldBe("Edited picture of the middle of the photos, made by a model");
        desk.Find(TestId("edit-beta")).GetAttribute("aria-label").ShouldBe("Allowed beta");
        desk.FindAll(TestId("edit-refine")).ShouldBeEmpty("there is no photo to refine on");
        JsonElement scene = Scene(module);
        (scene.GetProperty("generator").GetGuid(), scene.GetProperty("beta").GetDouble(), scene.GetProperty("code").ValueKind)
            .ShouldBe((Studio.Generator, 0.05, JsonValueKind.Null));
        JsonElement pose = scene.GetProperty("sliders")[0];
        (pose.GetProperty("label").GetString(), pose.GetProperty("degrees").GetDouble()).ShouldBe(("Pose", 3.2));
        scene.GetProperty("thumbnails").EnumerateObject().Count().ShouldBe(12);
    }

    [Fact]
    public async Task Desk_PictureWithoutACode_FindsItInThePriorFirst()
    {
        Guid picture = await PictureAsync();
        IRenderedComponent<EditDesk> desk = Desk(picture);

        await ClickAsync(desk, TestId("desk-invert"));

        PictureOrder order = Jobs.Last.Order.ShouldBeOfType<PictureOrder>();
        (order.Task, order.Workpiece, order.Betas[0], Jobs.Last.Kind, Jobs.Last.Workpiece).ShouldBe((PictureTask.Invert, picture, 0.05, JobKind.Invert, (Guid?)picture));
        Jobs.Put(Jobs.Last with { Step = 30, TotalSteps = 100 }, isProgress: true);
        desk.WaitForAssertion(() => desk.Find(TestId("desk-waiting")).TextContent.ShouldContain("Finding the picture in the prior: 30"));
        await CodeAsync(picture, beta: 0.08);
        BunitJSModuleInterop module = Module();
        module.SetupModule("create", _ => true).Mode = JSRuntimeMode.Loose;
        Jobs.End(Jobs.Last.Id, JobState.Done);

        desk.WaitForElement(TestId("edit-picture"));
        Scene(module).GetProperty("beta").GetDouble().ShouldBe(0.08, "what the picture needs is allowed");
    }

    [Fact]
    public async Task Invert_RefusedOrFailed_IsASentenceAndCanBeTriedAgain()
    {
        IRenderedComponent<EditDesk> desk = Desk(await PictureAsync());
        Jobs.Refusal = "The disk is full. Nothing was queued; free some room.";
        await ClickAsync(desk, TestId("desk-invert"));
        Said.ShouldBe(["The disk is full. Nothing was queued; free some room."]);

        Jobs.Refusal = null;
        await ClickAsync(desk, TestId("desk-invert"));
        Jobs.End(Jobs.Last.Id, JobState.Failed, "The picture has no face. Nothing was kept.");

        desk.WaitForElement("[role=alert]").TextContent.ShouldBe("The picture has no face. Nothing was kept.");
        desk.WaitForElement(TestId("desk-invert"));
    }

    [Fact]
    public async Task Desk_InversionThatRunsAlready_IsJoined()
    {
        Guid picture = await PictureAsync();
        await Jobs.EnqueueAsync(new JobRequest(JobKind.Invert, "Find", Person, new MeasureOrder(1, 2, 3), picture), Cancel);
        Jobs.Put(Jobs.Last with { State = JobState.Queued });

        IRenderedComponent<EditDesk> desk = Desk(picture);

        desk.WaitForElement(TestId("desk-waiting")).TextContent.ShouldBe("Waiting for the engine…");
        desk.FindAll(TestId("desk-invert")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Save_KeepsTheDeskAsItStands()
    {
        Script();
        IRenderedComponent<EditDesk> desk = Desk();

        await ClickAsync(desk, TestId("edit-save"));

        desk.WaitForAssertion(() => _kept.Count.ShouldBe(1));
        ResultView result = (await Studio.Results.GetAsync(Person, _kept[0], Cancel)).ShouldNotBeNull();
        (result.Kind, result.IsKept, result.AllowedBeta, result.Identity).ShouldBe((ResultKind.Edit, true, 0.02, 0.9));
        EditQuestion asked = _asked.ShouldHaveSingleItem();
        (asked.Sliders.Single(slider => slider.Theta != 0).Name, asked.Policy, asked.Size.Lossless).ShouldBe(("yaw", EdgePolicy.Stop, true));
        asked.LeftOut.ShouldBe([1]);
        Said.ShouldBe(["Kept. It is in Results."]);
    }

    [Fact]
    public async Task Save_EngineCannot_IsASentenceAndCanBeTriedAgain()
    {
        Script();
        IRenderedComponent<EditDesk> desk = Desk();
        _gate = new TaskCompletionSource();
        _engineRefuses = "That generator is not there any more. Choose another one, or train the person again.";
        Task saving = ClickAsync(desk, TestId("edit-save"));
        desk.WaitForAssertion(() => desk.Find(TestId("edit-save")).HasAttribute("disabled").ShouldBeTrue());

        await Renderer.Dispatcher.InvokeAsync(() => _gate.SetResult());
        await saving;

        desk.WaitForAssertion(() => desk.Find(TestId("edit-save")).HasAttribute("disabled").ShouldBeFalse());
        Said.ShouldBe([_engineRefuses]);
        _kept.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sweep_SaysHowFarItIsAndIsKept()
    {
        Script();
        IRenderedComponent<EditDesk> desk = Desk();
        _gate = new TaskCompletionSource();
        Task sweeping = ClickAsync(desk, TestId("sweep-start"));
        desk.WaitForAssertion(() => desk.Find(TestId("sweep-start")).TextContent.Trim().ShouldBe("0 of 9…"));

        await Renderer.Dispatcher.InvokeAsync(() => _gate.SetResult());
        await sweeping;

        desk.WaitForAssertion(() => _kept.Count.ShouldBe(1));
        (await Studio.Results.GetAsync(Person, _kept[0], Cancel)).ShouldNotBeNull().Kind.ShouldBe(ResultKind.Sweep);
        _asked.Select(question => question.Sliders[0].Theta).ShouldBe([-4, -3, -2, -1, 0, 1, 2, 3, 4]);
        desk.WaitForAssertion(() => desk.Find(TestId("sweep-start")).TextContent.Trim().ShouldBe("Make it"));
    }

    [Fact]
    public async Task Sweep_WhileOneIsMade_APictureKeptBesideItLeavesItBusy()
    {
        Script();
        IRenderedComponent<EditDesk> desk = Desk();
        _gate = new TaskCompletionSource();
        Task sweeping = ClickAsync(desk, TestId("sweep-start"));
        desk.WaitForAssertion(() => desk.Find(TestId("sweep-start")).HasAttribute("disabled").ShouldBeTrue());

        await ClickAsync(desk, TestId("edit-copy"));

        desk.Find(TestId("sweep-start")).HasAttribute("disabled").ShouldBeTrue("a second sweep must not begin beside the first");
        await Renderer.Dispatcher.InvokeAsync(() => _gate.SetResult());
        await sweeping;
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("null")]
    [InlineData("""{"generator":"11111111-1111-1111-1111-111111111111"}""")]
    public async Task Paste_NoSettings_IsASentenceAndChangesNothing(string clipboard)
    {
        BunitJSModuleInterop script = Script();
        JSInterop.Setup<string>("navigator.clipboard.readText").SetResult(clipboard);
        IRenderedComponent<EditDesk> desk = Desk();

        await ClickAsync(desk, TestId("edit-paste"));

        desk.WaitForAssertion(() => Said.ShouldHaveSingleItem().ShouldNotBeNull().ShouldStartWith("The clipboard holds no settings of an edit, so nothing was changed."));
        script.Invocations["apply"].ShouldBeEmpty();
    }

    [Fact]
    public async Task CopyAndPaste_BringTheSlidersBack()
    {
        BunitJSModuleInterop script = Script();
        IRenderedComponent<EditDesk> desk = Desk();
        await ClickAsync(desk, TestId("edit-copy"));
        string copied = (string)JSInterop.VerifyInvoke("navigator.clipboard.writeText").Arguments[0]!;
        JSInterop.Setup<string>("navigator.clipboard.readText").SetResult(copied);

        await ClickAsync(desk, TestId("edit-paste"));

        desk.WaitForAssertion(() => script.Invocations["apply"].Count.ShouldBe(1));
        JsonElement applied = JsonSerializer.SerializeToElement(script.Invocations["apply"][0].Arguments[0], Json);
        applied.GetProperty("thetas").GetProperty(_sliders[0].Id.ToString()).GetDouble().ShouldBe(1.5);
        (applied.GetProperty("beta").GetDouble(), applied.GetProperty("policy").GetString()).ShouldBe((0.02, "stop"));
    }

    [Fact]
    public async Task LeftOutPhoto_IsNamedAndCanBeTakenInAgain()
    {
        BunitJSModuleInterop script = Script();
        IRenderedComponent<EditDesk> desk = Desk();
        desk.WaitForElement(TestId("edit-picture"));
        await desk.InvokeAsync(() => desk.Instance.OnDeskState(State([1, 4], ["photo_002.jpg", "photo_005.jpg"])));

        await ClickAsync(desk, "[aria-label='Take photo_005.jpg in again']");

        JsonElement applied = JsonSerializer.SerializeToElement(script.Invocations["apply"].ShouldHaveSingleItem().Arguments[0], Json);
        applied.GetProperty("leftOut").EnumerateArray().Select(item => item.GetInt32()).ShouldBe([1]);
    }

    [Fact]
    public async Task Refine_OnThisPhoto_OffersTheRefinedGeneratorAndTheSlidersStay()
    {
        Guid picture = await PictureAsync(), code = await CodeAsync(picture);
        BunitJSModuleInterop module = Module();
        BunitJSModuleInterop script = Script(module);
        IRenderedComponent<EditDesk> desk = Desk(picture);
        await ClickAsync(desk, TestId("edit-refine"));
        Jobs.Last.Order.ShouldBe(new RefinePersonOrder(picture, code, 200));
        Guid refined = await RefinedAsync(picture);

        Jobs.End(Jobs.Last.Id, JobState.Done);
        desk.WaitForElement(TestId("edit-generator"));
        module.Invocations["create"].Count.ShouldBe(1, "the desk stays as it stands");
        await ChangeAsync(desk, TestId("edit-generator"), refined.ToString());

        desk.WaitForAssertion(() => script.Invocations["apply"].Count.ShouldBe(1));
        Scene(module).GetProperty("generator").GetGuid().ShouldBe(refined);
        Scene(module).GetProperty("code").GetGuid().ShouldBe(code, "a refined generator keeps the anchors");
        JsonElement applied = JsonSerializer.SerializeToElement(script.Invocations["apply"][0].Arguments[0], Json);
        applied.GetProperty("thetas").GetProperty(_sliders[0].Id.ToString()).GetDouble().ShouldBe(1.5);
        applied.GetProperty("leftOutNames")[0].GetString().ShouldBe("photo_002.jpg");
        Said.ShouldContain("Refined. Choose the refined generator below the sliders.");
    }

    [Fact]
    public async Task Refine_Failed_IsASentenceAndTheDeskStays()
    {
        Guid picture = await PictureAsync();
        await CodeAsync(picture);
        Script();
        IRenderedComponent<EditDesk> desk = Desk(picture);
        await ClickAsync(desk, TestId("edit-refine"));

        Jobs.End(Jobs.Last.Id, JobState.Failed, "The disk is full. The generator is as it was.");

        desk.WaitForAssertion(() => Said.ShouldContain("The disk is full. The generator is as it was."));
        desk.Find(TestId("edit-picture"));
    }

    [Fact]
    public async Task Desk_Left_ItsScriptLetsGo()
    {
        BunitJSModuleInterop script = Script();
        IRenderedComponent<EditDesk> desk = Desk();
        desk.WaitForElement(TestId("edit-picture"));

        await DisposeComponentsAsync();

        script.VerifyInvoke("dispose");
        Jobs.Listeners.ShouldBe(0);
    }

    [Fact]
    public async Task Desk_LeftWhileItOpens_BreaksNothing()
    {
        GatedDatabases databases = new(Studio.Get<IDbContextFactory<StudioDb>>());
        Services.AddSingleton<IDbContextFactory<StudioDb>>(databases);
        IRenderedComponent<EditDesk> desk = Desk();
        desk.Find("section").TextContent.ShouldContain("Opening…");

        await DisposeComponentsAsync();

        await GoOnAsync(databases.Open);
    }

    private static DeskState State(int[] leftOut, string[] names, Guid? slider = null) =>
        new(slider is { } id ? new Dictionary<string, double> { [id.ToString()] = 1.5 } : [], 0.02, "stop", leftOut, names);

    /// <summary>What the script was told when it opened the desk last.</summary>
    private static JsonElement Scene(BunitJSModuleInterop module) => JsonSerializer.SerializeToElement(module.Invocations["create"][^1].Arguments[2], Json);

    private IRenderedComponent<EditDesk> Desk(Guid? picture = null, Guid? person = null) => Render<EditDesk>(parameters => parameters
        .Add(desk => desk.Person, person ?? Person).Add(desk => desk.Workpiece, picture).Add(desk => desk.Kept, _kept.Add));

    private BunitJSModuleInterop Module()
    {
        BunitJSModuleInterop module = JSInterop.SetupModule("./Components/Editing/EditDesk.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        return module;
    }

    /// <summary>A script whose desk stands with the first slider moved.</summary>
    private BunitJSModuleInterop Script(BunitJSModuleInterop? module = null)
    {
        BunitJSModuleInterop script = (module ?? Module()).SetupModule("create", _ => true);
        script.Mode = JSRuntimeMode.Loose;
        script.Setup<DeskState>("snapshot").SetResult(State([1], ["photo_002.jpg"], _sliders[0].Id));
        return script;
    }

    private async Task<Guid> PictureAsync()
    {
        string sha = Studio.Store.Put(Person, ImageWriter.EncodePng(new RgbImage(8, 8)), ".png");
        WorkpieceEntity row = new() { PersonId = Person, FileName = "holiday.jpg", OriginalSha = sha, OriginalMediaType = "image/png", AlignedSha = sha };
        return await AddAsync(row, row.Id);
    }

    private async Task<Guid> CodeAsync(Guid picture, double beta = 0.02)
    {
        CodeEntity row = new()
        {
            PersonId = Person,
            GeneratorId = Studio.Generator,
            WorkpieceId = picture,
            Layers = 2,
            FileSha = Studio.Store.Put(Person, CodeFile.Write([.. Enumerable.Repeat(1.0 / 12, 24)], 2, [.. Enumerable.Repeat("a", 12)]), ".safetensors"),
            AllowedBeta = beta,
            CreatedUtc = DateTime.UtcNow,
        };
        return await AddAsync(row, row.Id);
    }

    private async Task<Guid> RefinedAsync(Guid picture)
    {
        GeneratorEntity row = new()
        {
            PersonId = Person,
            Sha256 = new string('c', 64),
            Title = "Refined",
            RefinedFromId = Studio.Generator,
            RefinedOnId = picture,
            Prior = ModelCatalogue.DemoPrior,
            PerceptualNetwork = "perceptual-narrow",
            ParametersJson = "{}",
            Resolution = 128,
            CreatedUtc = DateTime.UtcNow,
        };
        return await AddAsync(row, row.Id);
    }

    private async Task<Guid> AddAsync(object row, Guid id)
    {
        await using StudioDb db = await Studio.OpenAsync();
        db.Add(row);
        await db.SaveChangesAsync(Cancel);
        return id;
    }

    /// <summary>A database that opens when the test says so.</summary>
    private sealed class GatedDatabases(IDbContextFactory<StudioDb> inner) : IDbContextFactory<StudioDb>
    {
        private readonly TaskCompletionSource _gate = new();

        public void Open() => _gate.SetResult();

        public StudioDb CreateDbContext() => inner.CreateDbContext();

        public async Task<StudioDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            await _gate.Task;
            return await inner.CreateDbContextAsync(CancellationToken.None);
        }
    }
}
