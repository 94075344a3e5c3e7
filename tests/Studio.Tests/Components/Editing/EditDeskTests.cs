using System.Text.Json;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Components.Editing;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Components.Editing;

/// <summary>How a desk opens, and closes.</summary>
public sealed class EditDeskTests : EditDeskTest
{
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

        desk.WaitForAssertion(() => desk.FindAll(".slider input").Select(input => input.GetAttribute("aria-label")).ShouldBe(Sliders.Select(slider => slider.Label)));
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
}
