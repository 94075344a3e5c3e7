using System.Text.Json;
using Bunit;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Service.Questions;
using MyStyle.Studio.Components.Editing;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Tests.Components.Editing;

/// <summary>What is done at a desk besides moving sliders.</summary>
public sealed class EditDeskActsTests : EditDeskTest
{
    [Fact]
    public async Task Save_KeepsTheDeskAsItStands()
    {
        Script();
        IRenderedComponent<EditDesk> desk = Desk();

        await ClickAsync(desk, TestId("edit-save"));

        desk.WaitForAssertion(() => KeptResults.Count.ShouldBe(1));
        ResultView result = (await Studio.Results.GetAsync(Person, KeptResults[0], Cancel)).ShouldNotBeNull();
        (result.Kind, result.IsKept, result.AllowedBeta, result.Identity).ShouldBe((ResultKind.Edit, true, 0.02, 0.9));
        EditQuestion asked = Asked.ShouldHaveSingleItem();
        (asked.Sliders.Single(slider => slider.Theta != 0).Name, asked.Policy, asked.Size.Lossless).ShouldBe(("yaw", EdgePolicy.Stop, true));
        asked.LeftOut.ShouldBe([1]);
        Said.ShouldBe(["Kept. It is in Results."]);
    }

    [Fact]
    public async Task Save_EngineCannot_IsASentenceAndCanBeTriedAgain()
    {
        Script();
        IRenderedComponent<EditDesk> desk = Desk();
        Gate = new TaskCompletionSource();
        EngineRefuses = "That generator is not there any more. Choose another one, or train the person again.";
        Task saving = ClickAsync(desk, TestId("edit-save"));
        desk.WaitForAssertion(() => desk.Find(TestId("edit-save")).HasAttribute("disabled").ShouldBeTrue());

        await Renderer.Dispatcher.InvokeAsync(() => Gate.SetResult());
        await saving;

        desk.WaitForAssertion(() => desk.Find(TestId("edit-save")).HasAttribute("disabled").ShouldBeFalse());
        Said.ShouldBe([EngineRefuses]);
        KeptResults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sweep_SaysHowFarItIsAndIsKept()
    {
        Script();
        IRenderedComponent<EditDesk> desk = Desk();
        Gate = new TaskCompletionSource();
        Task sweeping = ClickAsync(desk, TestId("sweep-start"));
        desk.WaitForAssertion(() => desk.Find(TestId("sweep-start")).TextContent.Trim().ShouldBe("0 of 9…"));

        await Renderer.Dispatcher.InvokeAsync(() => Gate.SetResult());
        await sweeping;

        desk.WaitForAssertion(() => KeptResults.Count.ShouldBe(1));
        (await Studio.Results.GetAsync(Person, KeptResults[0], Cancel)).ShouldNotBeNull().Kind.ShouldBe(ResultKind.Sweep);
        Asked.Select(question => question.Sliders[0].Theta).ShouldBe(Enumerable.Range(-4, 9).Select(i => i * 13.0 / 4 / 3.2), 1e-9, "13 degrees each way");
        desk.WaitForAssertion(() => desk.Find(TestId("sweep-made")).QuerySelector("a[download]").ShouldNotBeNull());
        desk.WaitForAssertion(() => desk.Find(TestId("sweep-start")).TextContent.Trim().ShouldBe("Make it"));
    }

    [Fact]
    public async Task Sweep_WhileOneIsMade_APictureKeptBesideItLeavesItBusy()
    {
        Script();
        IRenderedComponent<EditDesk> desk = Desk();
        Gate = new TaskCompletionSource();
        Task sweeping = ClickAsync(desk, TestId("sweep-start"));
        desk.WaitForAssertion(() => desk.Find(TestId("sweep-start")).HasAttribute("disabled").ShouldBeTrue());

        await ClickAsync(desk, TestId("edit-copy"));

        desk.Find(TestId("sweep-start")).HasAttribute("disabled").ShouldBeTrue("a second sweep must not begin beside the first");
        await Renderer.Dispatcher.InvokeAsync(() => Gate.SetResult());
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
        applied.GetProperty("thetas").GetProperty(Sliders[0].Id.ToString()).GetDouble().ShouldBe(1.5);
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
        applied.GetProperty("thetas").GetProperty(Sliders[0].Id.ToString()).GetDouble().ShouldBe(1.5);
        applied.GetProperty("leftOutNames")[0].GetString().ShouldBe("photo_002.jpg");
        Said.ShouldContain("Refined. Choose which generator draws under “Refine on this photo”.");
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
}
