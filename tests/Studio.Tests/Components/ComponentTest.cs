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
    protected ComponentTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddScoped<Shortcuts>();
        Services.AddScoped<ThemeState>();
        Services.AddSingleton(TimeProvider.System);
    }

    protected Shortcuts Keys => Services.GetRequiredService<Shortcuts>();

    /// <summary>Where dialogs appear; render it before one is opened.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs() => Render<MudDialogProvider>();

    /// <summary>MudBlazor's dialogs wait for their exit; the context is disposed of asynchronously for them.</summary>
    protected static string TestId(string id) => $"[data-testid='{id}']";
}
