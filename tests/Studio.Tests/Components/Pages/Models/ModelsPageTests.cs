using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MyStyle.Engine.Models;
using MyStyle.Studio.Components.Pages.Models;
using MyStyle.Studio.Models;
using MyStyle.Studio.Tests.Fixtures;
using TestContext = Xunit.TestContext;

namespace MyStyle.Studio.Tests.Components.Pages.Models;

public sealed class ModelsPageTests : ComponentTest, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StudioData _data = null!;

    public async ValueTask InitializeAsync()
    {
        _data = await StudioData.CreateAsync();
        Services.AddSingleton(_data.Get<IModels>());
        Services.AddSingleton(new ModelFetcher(_data.Get<ModelDirectories>(), TimeProvider.System, NullLogger<ModelFetcher>.Instance));
        await _data.People.CreateAsync("Ada");
    }

    [Fact]
    public void Page_BundledPrior_IsCalledAResearchDemoAndSaysWhoUsesIt()
    {
        string text = Model(Open(), ModelCatalogue.DemoPrior);

        text.ShouldContain("research demo");
        text.ShouldContain("comes with the program");
        text.ShouldContain("Used byAda");
    }

    [Fact]
    public void Page_MissingPrior_SaysItsLicenceAndWhereToGetIt()
    {
        IRenderedComponent<ModelsPage> page = Open();

        string text = Model(page, ModelCatalogue.Ffhq);

        text.ShouldContain("not installed");
        text.ShouldContain("NVIDIA Source Code License");
        page.Find($"[data-model='{ModelCatalogue.Ffhq}'] a").GetAttribute("href")!.ShouldStartWith("https://nvlabs-fi-cdn.nvidia.com/");
        page.Find($"[data-model='{ModelCatalogue.Ffhq}'] {TestId("model-fetch")}").TextContent.ShouldStartWith("Fetch 382 MB");
    }

    [Fact]
    public async Task Verify_Model_SaysTheVerdictBesideIt()
    {
        IRenderedComponent<ModelsPage> page = Open();

        await ClickAsync(page, $"[data-model='yaw'] {TestId("model-verify")}");

        page.WaitForAssertion(() => page.Find(TestId("model-verdict")).TextContent.ShouldContain("byte for byte"));
    }

    [Fact]
    public async Task Import_NoGenerator_SaysWhy()
    {
        string file = _folder.File("uncle.pkl");
        File.WriteAllBytes(file, new byte[20]);
        IRenderedComponent<MudSnackbarProvider> messages = Render<MudSnackbarProvider>();
        IRenderedComponent<ModelsPage> page = Open();

        await TypeAsync(page, TestId("model-path"), file);
        page.Find("form").Submit();

        messages.WaitForAssertion(() => messages.Markup.ShouldContain("uncle.pkl"));
        page.FindAll("[data-model='uncle.pkl']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Remove_InstalledModel_IsAskedAboutFirst()
    {
        ModelDirectories directories = _data.Get<ModelDirectories>();
        Directory.CreateDirectory(directories.InstallFolder);
        string file = Path.Combine(directories.InstallFolder, ModelCatalogue.Find("lpips-vgg")!.FileName);
        await File.WriteAllBytesAsync(file, new byte[10], TestContext.Current.CancellationToken);
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        IRenderedComponent<ModelsPage> page = Open();

        await ClickAsync(page, $"[data-model='lpips-vgg'] {TestId("model-remove")}");
        dialogs.WaitForElement(TestId("confirm-yes"));
        File.Exists(file).ShouldBeTrue();
        await ClickAsync(dialogs, TestId("confirm-yes"));

        page.WaitForAssertion(() => File.Exists(file).ShouldBeFalse());
    }

    [Fact]
    public async Task Import_NothingThere_SaysWhy()
    {
        IRenderedComponent<MudSnackbarProvider> messages = Render<MudSnackbarProvider>();
        IRenderedComponent<ModelsPage> page = Open();

        await TypeAsync(page, TestId("model-path"), _folder.File("nowhere"));
        page.Find("form").Submit();

        messages.WaitForAssertion(() => messages.Markup.ShouldContain("nowhere"));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _data.DisposeAsync();
        _folder.Dispose();
    }

    private IRenderedComponent<ModelsPage> Open()
    {
        IRenderedComponent<ModelsPage> page = Render<ModelsPage>();
        page.WaitForElement(TestId("model"));
        return page;
    }

    private static string Model(IRenderedComponent<ModelsPage> page, string name) => page.Find($"[data-model='{name}']").TextContent;
}
