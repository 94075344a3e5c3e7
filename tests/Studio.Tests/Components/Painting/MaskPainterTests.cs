using Bunit;
using MyStyle.Studio.Components.Painting;

namespace MyStyle.Studio.Tests.Components.Painting;

/// <summary>What the painter asks of its script; painting itself is tested in a browser.</summary>
public sealed class MaskPainterTests : ComponentTest
{
    private const string Module = "./Components/Painting/MaskPainter.razor.js";

    [Fact]
    public void Painter_Rendered_OpensPictureMaskAndPlaceToKeepIt()
    {
        BunitJSModuleInterop painter = Script();
        Painter();
        painter.VerifyInvoke("open").Arguments.ShouldBe(["/picture.png", "/mask.png", "/mask"]);
    }

    [Fact]
    public void Run_GoesOn_PaintingIsOffAndTheMaskIsNotOpenedAgain()
    {
        BunitJSModuleInterop painter = Script();
        IRenderedComponent<MaskPainter> component = Painter();
        component.Render(p => p.Add(c => c.Enabled, false));
        component.Render(p => p.Add(c => c.Enabled, true));
        painter.Invocations["enable"].Select(call => call.Arguments[0]).ShouldBe([false, true]);
        painter.Invocations["open"].Count.ShouldBe(1);
    }

    [Fact]
    public async Task State_Told_TheShareIsSaid()
    {
        Script();
        IRenderedComponent<MaskPainter> component = Painter();
        await component.InvokeAsync(() => component.Instance.OnPainterState(new PainterState(Share: 0.125, CanUndo: true)));
        component.Find("[data-testid=mask-share]").TextContent.ShouldContain("12.5");
    }

    [Fact]
    public async Task Painter_Goes_ItsScriptIsToldToLetGo()
    {
        BunitJSModuleInterop painter = Script();
        Painter();
        await DisposeComponentsAsync();
        painter.VerifyInvoke("dispose");
    }

    private BunitJSModuleInterop Script()
    {
        BunitJSModuleInterop module = JSInterop.SetupModule(Module);
        module.Mode = JSRuntimeMode.Loose;
        BunitJSModuleInterop painter = module.SetupModule("create", _ => true);
        painter.Mode = JSRuntimeMode.Loose;
        return painter;
    }

    private IRenderedComponent<MaskPainter> Painter() => Render<MaskPainter>(p => p
        .Add(c => c.PictureUrl, "/picture.png").Add(c => c.MaskUrl, "/mask.png").Add(c => c.SaveUrl, "/mask").Add(c => c.FileName, "me.jpg"));
}
