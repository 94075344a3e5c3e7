using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MyStyle.Studio.Components.Compare;

namespace MyStyle.Studio.Tests.Components.Compare;

public sealed class CompareTests : ComponentTest
{
    private static readonly ComparedPicture Photo = new("Photo", "/photo.png"), Result = new("Result", "/result.png");

    [Fact]
    public void Wipe_HasANamedRange()
    {
        IRenderedComponent<MyStyle.Studio.Components.Compare.Compare> compare = Render(CompareMode.Wipe);
        compare.Find("[data-testid=wipe]").GetAttribute("aria-label").ShouldBe("Wipe between Photo and Result");
        compare.FindAll(".stage img").Select(image => image.GetAttribute("alt")).ShouldBe(["Photo", "Result"]);
    }

    [Fact]
    public void Difference_ShowsTheServersPicture() =>
        Render(CompareMode.Difference).Find(".stage img").GetAttribute("src").ShouldBe("/difference.png");

    [Fact]
    public void SideBySide_ShowsTheOthersToo()
    {
        IRenderedComponent<MyStyle.Studio.Components.Compare.Compare> compare = Render(CompareMode.SideBySide);
        compare.FindAll(".side-by-side figcaption").Select(caption => caption.TextContent).ShouldBe(["Photo", "Untuned prior", "Result"]);
    }

    [Fact]
    public void Mode_Chosen_IsTold()
    {
        CompareMode? told = null;
        IRenderedComponent<MyStyle.Studio.Components.Compare.Compare> compare = Render(CompareMode.Wipe, mode => told = mode);
        compare.Find("[data-testid=compare-blink]").Change(true);
        told.ShouldBe(CompareMode.Blink);
    }

    [Fact]
    public async Task Gone_BeforeTheScriptCame_NothingBreaks()
    {
        LateScripts scripts = new();
        Services.AddSingleton<IJSRuntime>(scripts);
        IRenderedComponent<MyStyle.Studio.Components.Compare.Compare> compare = Render(CompareMode.Wipe);
        await Should.NotThrowAsync(() => compare.Instance.DisposeAsync().AsTask());
        scripts.Came.SetResult();
        await Should.NotThrowAsync(() => scripts.Asked);
    }

    private IRenderedComponent<MyStyle.Studio.Components.Compare.Compare> Render(CompareMode mode, Action<CompareMode>? changed = null) =>
        Render<MyStyle.Studio.Components.Compare.Compare>(p => p
            .Add(c => c.Before, Photo).Add(c => c.After, Result).Add(c => c.Others, [new ComparedPicture("Untuned prior", "/prior.png")])
            .Add(c => c.DifferenceUrl, "/difference.png").Add(c => c.Mode, mode).Add(c => c.ModeChanged, value => changed?.Invoke(value)));

    /// <summary>Scripts that come when the test says so.</summary>
    private sealed class LateScripts : IJSRuntime
    {
        public TaskCompletionSource Came { get; } = new();

        public Task Asked { get; private set; } = Task.CompletedTask;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            Asked = Came.Task;
            await Came.Task;
            throw new JSDisconnectedException("The page is gone.");
        }
    }
}
