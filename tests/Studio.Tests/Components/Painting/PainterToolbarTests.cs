using Bunit;
using MudBlazor;
using MyStyle.Studio.Components.Painting;

namespace MyStyle.Studio.Tests.Components.Painting;

public sealed class PainterToolbarTests : ComponentTest
{
    [Fact]
    public void Tool_Clicked_IsWanted()
    {
        PainterState? wanted = null;
        IRenderedComponent<PainterToolbar> toolbar = Toolbar(new PainterState(), state => wanted = state);
        toolbar.Find("[data-testid=tool-lasso]").Click();
        wanted.ShouldNotBeNull().Tool.ShouldBe("lasso");
        toolbar.Find("[data-testid=tool-brush]").GetAttribute("aria-checked").ShouldBe("true");
    }

    [Fact]
    public void BrushSize_Moved_IsWanted()
    {
        PainterState? wanted = null;
        Toolbar(new PainterState(), state => wanted = state).Find("[data-testid=brush-size]").Change("40");
        wanted.ShouldNotBeNull().Size.ShouldBe(40);
    }

    [Fact]
    public void Undo_WithNothingToTakeBack_IsOff()
    {
        Toolbar(new PainterState()).Find("[data-testid=mask-undo]").HasAttribute("disabled").ShouldBeTrue();
        Toolbar(new PainterState(CanUndo: true)).Find("[data-testid=mask-undo]").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public void Disabled_WhileARunGoesOn_LookingStillWorks()
    {
        IRenderedComponent<PainterToolbar> toolbar = Render<PainterToolbar>(p => p.Add(t => t.State, new PainterState()).Add(t => t.Disabled, true));
        toolbar.FindAll(".tool").ShouldAllBe(tool => tool.HasAttribute("disabled"));
        toolbar.FindComponents<MudIconButton>().Count(button => !button.Instance.Disabled).ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Shape_CanTakeAway()
    {
        PainterState? wanted = null;
        IRenderedComponent<PainterToolbar> toolbar = Toolbar(new PainterState(Tool: "ellipse"), state => wanted = state);
        toolbar.FindAll("[data-testid=brush-size]").ShouldBeEmpty();
        toolbar.Find("input[type=checkbox]").Change(true);
        wanted.ShouldNotBeNull().Erase.ShouldBeTrue();
    }

    private IRenderedComponent<PainterToolbar> Toolbar(PainterState state, Action<PainterState>? set = null) =>
        Render<PainterToolbar>(p => p.Add(t => t.State, state).Add(t => t.Set, value => set?.Invoke(value)));
}
