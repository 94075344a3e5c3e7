using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Components.Layout;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Tests.Components.Pages.Jobs;

namespace MyStyle.Studio.Tests.Components.Layout;

public sealed class MainLayoutTests : ComponentTest
{
    public MainLayoutTests()
    {
        Services.AddSingleton<IJobs>(new SomeJobs());
        Failing.IsBroken = true;
    }

    [Fact]
    public void Layout_HasTheLandmarksAndTheWay()
    {
        IRenderedComponent<MainLayout> layout = Open("<h1>Hello</h1>");

        layout.Find("main#content h1").TextContent.ShouldBe("Hello");
        layout.Find("nav[aria-label='Main']").QuerySelectorAll("a").Length.ShouldBe(5);
        layout.Find(".skip").GetAttribute("href").ShouldBe("#content");
    }

    [Fact]
    public async Task Keys_GThenJ_GoesToTheJobs()
    {
        IRenderedComponent<MainLayout> layout = Open("<h1>Hello</h1>");

        await layout.InvokeAsync(() => layout.Instance.PressAsync("g j"));

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/jobs");
    }

    [Fact]
    public void Keys_OfTheLayout_AreListedInTheOverlay() =>
        Open("<h1>Hello</h1>").Find(TestId("key-overlay")).TextContent.ShouldContain("Show the keys");

    [Fact]
    public async Task Keys_ThatFail_SayWhyAndGoOn()
    {
        using IDisposable keys = Keys.Register(
            "Test", new Studio.Components.Shared.Shortcut("x", "Fail", () => throw new EngineException("There is nothing to undo.")));
        IRenderedComponent<MainLayout> layout = Open("<h1>Hello</h1>");

        await layout.InvokeAsync(() => layout.Instance.PressAsync("x"));

        layout.WaitForAssertion(() => layout.Markup.ShouldContain("There is nothing to undo."));
    }

    [Fact]
    public async Task Page_ThatStumbles_CanBeTriedAgain()
    {
        IRenderedComponent<MainLayout> layout = Render<MainLayout>(parameters => parameters.Add(l => l.Body, builder =>
        {
            builder.OpenComponent<Failing>(0);
            builder.CloseComponent();
        }));
        layout.WaitForElement(TestId("stumbled")).TextContent.ShouldContain("Nothing is lost");
        layout.FindAll("nav").ShouldNotBeEmpty();

        Failing.IsBroken = false;
        await ClickAsync(layout, TestId("stumbled-retry"));

        layout.WaitForElement("h1").TextContent.ShouldBe("Mended");
    }

    private IRenderedComponent<MainLayout> Open(string page)
    {
        IRenderedComponent<MainLayout> layout = Render<MainLayout>(parameters => parameters.Add(l => l.Body, builder => builder.AddMarkupContent(0, page)));
        layout.WaitForElement("main");
        return layout;
    }

    private sealed class Failing : ComponentBase
    {
        public static bool IsBroken { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(
            0, IsBroken ? throw new InvalidOperationException("A page failed.") : "<h1>Mended</h1>");
    }
}
