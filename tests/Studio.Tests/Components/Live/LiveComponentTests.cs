using Bunit;
using Microsoft.AspNetCore.Components;
using MyStyle.Studio.Components.Live;

namespace MyStyle.Studio.Tests.Components.Live;

/// <summary>What the live components ask of their scripts; the scripts themselves are tested in a browser.</summary>
public sealed class LiveComponentTests : ComponentTest
{
    private static readonly Guid Job = Guid.CreateVersion7();

    [Fact]
    public void Canvas_Rendered_ItsScriptWatchesThePlace()
    {
        BunitJSModuleInterop view = Script("LiveCanvas");
        IRenderedComponent<LiveCanvas> canvas = Render<LiveCanvas>(parameters => parameters
            .Add(c => c.Job, Job).Add(c => c.Place, 2).Add(c => c.Label, "Candidate 3").Add(c => c.Width, 128).Add(c => c.Height, 64));
        canvas.Find("canvas").GetAttribute("aria-label").ShouldBe("Candidate 3");
        canvas.Find(TestId("live-canvas")).GetAttribute("style").ShouldNotBeNull().ShouldContain("128 / 64");
        view.VerifyInvoke("watch").Arguments.ShouldBe([Job.ToString()]);
        view.Invocations["place"][^1].Arguments.ShouldBe([2, "now"]);
    }

    [Fact]
    public void Canvas_AnotherJob_IsWatchedInstead()
    {
        BunitJSModuleInterop view = Script("LiveCanvas");
        IRenderedComponent<LiveCanvas> canvas = Render<LiveCanvas>(parameters => parameters.Add(c => c.Job, Job).Add(c => c.Label, "Now"));
        var next = Guid.CreateVersion7();
        canvas.Render(parameters => parameters.Add(c => c.Job, next));
        canvas.Render(parameters => parameters.Add(c => c.Label, "Then"));
        view.Invocations["watch"].Select(call => call.Arguments[0]).ShouldBe([Job.ToString(), next.ToString()]);
    }

    [Fact]
    public async Task Canvas_ThePageGoes_TheScriptIsToldToStop()
    {
        BunitJSModuleInterop view = Script("LiveCanvas");
        Render<LiveCanvas>(parameters => parameters.Add(c => c.Job, Job).Add(c => c.Label, "Now"));
        await DisposeComponentsAsync();
        view.VerifyInvoke("dispose");
    }

    [Fact]
    public void Wall_TheUserSorts_TheScriptSorts()
    {
        BunitJSModuleInterop view = Script("LiveWall");
        bool? told = null;
        IRenderedComponent<LiveWall> wall = Render<LiveWall>(parameters => parameters
            .Add(w => w.Job, Job).Add(w => w.LargestChangeFirstChanged, EventCallback.Factory.Create<bool>(this, value => told = value)));
        wall.Find(TestId("wall-sort")).GetAttribute("aria-pressed").ShouldBe("false");
        wall.Find(TestId("wall-sort")).Click();
        wall.Find(TestId("wall-sort")).GetAttribute("aria-pressed").ShouldBe("true");
        told.ShouldBe(true);
        view.Invocations["sort"][^1].Arguments.ShouldBe([true]);
    }

    [Fact]
    public async Task Wall_PhotosAreFarWorse_ThePageIsTold()
    {
        Script("LiveWall");
        IReadOnlyList<string> told = [];
        IRenderedComponent<LiveWall> wall = Render<LiveWall>(parameters => parameters
            .Add(w => w.Job, Job).Add(w => w.WorstChanged, EventCallback.Factory.Create<IReadOnlyList<string>>(this, names => told = names)));
        await wall.InvokeAsync(() => wall.Instance.OnWorst(["a.jpg"]));
        told.ShouldBe(["a.jpg"]);
    }

    [Fact]
    public void Curves_Rendered_EachHasANameAndATableStandsBeside()
    {
        BunitJSModuleInterop view = Script("LiveCurves");
        IRenderedComponent<LiveCurves> curves = Render<LiveCurves>(parameters => parameters.Add(c => c.Job, Job));
        curves.FindAll("canvas").Select(canvas => canvas.GetAttribute("aria-label")).ShouldAllBe(name => name!.Contains("nothing measured yet"));
        curves.FindAll("th").Count.ShouldBe(4);
        view.VerifyInvoke("watch");
    }

    private BunitJSModuleInterop Script(string component)
    {
        BunitJSModuleInterop module = JSInterop.SetupModule($"./Components/Live/{component}.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        BunitJSModuleInterop view = module.SetupModule(invocation => invocation.Identifier == "create");
        view.Mode = JSRuntimeMode.Loose;
        return view;
    }
}
