using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using MyStyle.Studio.Components.Layout;
using MyStyle.Studio.Components.Shared;

namespace MyStyle.Studio.Tests.Components;

/// <summary>What every component test needs: MudBlazor, loose scripts, and the services of the shell.</summary>
public abstract class ComponentTest : BunitContext
{
    static ComponentTest() => DefaultWaitTimeout = TimeSpan.FromSeconds(20);

    protected ComponentTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddScoped<Shortcuts>();
        Services.AddScoped<ThemeState>();
        Services.AddSingleton(TimeProvider.System);
    }

    /// <summary>What the page said in passing.</summary>
    protected IEnumerable<string?> Said => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(bar => bar.Message);

    protected Shortcuts Keys => Services.GetRequiredService<Shortcuts>();

    /// <summary>Where dialogs appear; render it before one is opened.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs() => Render<MudDialogProvider>();

    /// <summary>Clicks what is there now: nothing is drawn again between finding and clicking.</summary>
    protected static Task ClickAsync<T>(IRenderedComponent<T> rendered, string selector, int index = 0)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        rendered.WaitForAssertion(() => rendered.FindAll(selector).Count.ShouldBeGreaterThan(index));
        return rendered.InvokeAsync(() => rendered.FindAll(selector)[index].Click());
    }

    /// <summary>Types into what is there now.</summary>
    protected static Task TypeAsync<T>(IRenderedComponent<T> rendered, string selector, string text)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        rendered.WaitForElement(selector);
        return rendered.InvokeAsync(() => rendered.Find(selector).Input(text));
    }

    /// <summary>Changes what is there now.</summary>
    protected static Task ChangeAsync<T>(IRenderedComponent<T> rendered, string selector, object value)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        rendered.WaitForElement(selector);
        return rendered.InvokeAsync(() => rendered.Find(selector).Change(value));
    }

    /// <summary>Lets something go on that a page waits for, where the page runs, and finds that nothing broke.</summary>
    protected async Task GoOnAsync(Action go)
    {
        await Renderer.Dispatcher.InvokeAsync(go);
        await Renderer.Dispatcher.InvokeAsync(Task.Yield);
        Renderer.UnhandledException.IsCompleted.ShouldBeFalse("nothing may break in a page that is gone");
    }

    protected static string TestId(string id) => $"[data-testid='{id}']";
}
