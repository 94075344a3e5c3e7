using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Studio.Components.Layout;
using MyStyle.Studio.Components.Pages.Settings;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace MyStyle.Studio.Tests.Components.Pages.Settings;

public sealed class SettingsPageTests : ComponentTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly IEngineService _engine = Substitute.For<IEngineService>();
    private readonly UserPreferences _preferences;

    public SettingsPageTests()
    {
        DataFolder data = new(_folder.File("data"));
        Directory.CreateDirectory(data.Root);
        File.WriteAllBytes(Path.Combine(data.Root, "something"), new byte[2_500_000]);
        _preferences = new UserPreferences(data, NullLogger<UserPreferences>.Instance);
        Services.AddSingleton(data);
        Services.AddSingleton(_preferences);
        Services.AddSingleton(new StudioSettings());
        Services.AddSingleton(_engine);
        Facts("perceptual-narrow");
    }

    [Fact]
    public void Engine_BundledNetwork_IsNotCalledLpips()
    {
        string text = Engine();

        text.ShouldContain("perceptual-narrow");
        text.ShouldContain("They are not LPIPS");
    }

    [Fact]
    public void Engine_RealLpips_NeedsNoWarning()
    {
        Facts("lpips-alex");

        Engine().ShouldNotContain("not LPIPS");
    }

    [Fact]
    public void Engine_CannotStart_SaysWhyAndShowsTheRest()
    {
        _engine.FactsAsync(Arg.Any<CancellationToken>()).ThrowsAsync(new EngineException("libtorch cannot be loaded."));

        IRenderedComponent<SettingsPage> page = Render<SettingsPage>();

        page.Find(TestId("engine-facts")).TextContent.ShouldContain("libtorch cannot be loaded.");
        page.WaitForAssertion(() => page.Find(TestId("data-size")).TextContent.ShouldBe("2.5 MB"));
    }

    [Fact]
    public async Task Provenance_SwitchedOff_IsKept()
    {
        IRenderedComponent<SettingsPage> page = Render<SettingsPage>();
        page.Find(TestId("provenance")).HasAttribute("checked").ShouldBeTrue();
        await ChangeAsync(page, TestId("provenance"), false);

        _preferences.Current.DownloadsCarryProvenance.ShouldBeFalse();
        page.WaitForAssertion(() => page.Markup.ShouldContain("It is off"));
    }

    [Fact]
    public async Task Theme_Chosen_IsLeftToTheBrowser()
    {
        BunitJSModuleInterop script = JSInterop.SetupModule("./js/shell.js");
        script.Mode = JSRuntimeMode.Loose;
        IRenderedComponent<SettingsPage> page = Render<SettingsPage>();

        await ChangeAsync(page, $"{TestId("theme-light")} input", "light");

        page.WaitForAssertion(() => script.VerifyInvoke("setTheme").Arguments.ShouldBe(["light"]));
    }

    [Fact]
    public async Task Theme_ChangedInAnotherTab_IsShown()
    {
        IRenderedComponent<SettingsPage> page = Render<SettingsPage>();

        Services.GetRequiredService<ThemeState>().Update(new ThemeSnapshot("light", false));

        page.WaitForAssertion(() => page.Find($"{TestId("theme-light")} input").HasAttribute("checked").ShouldBeTrue());
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        _folder.Dispose();
    }

    private void Facts(string network) =>
        _engine.FactsAsync(Arg.Any<CancellationToken>()).Returns(new EngineFacts("cpu", 2, "2.10.0", network, []));

    private string Engine() => Render<SettingsPage>().Find(TestId("engine-facts")).TextContent;
}
