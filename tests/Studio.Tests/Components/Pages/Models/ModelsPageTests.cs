using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MyStyle.Engine.Models;
using MyStyle.Studio.Components.Pages.Models;
using MyStyle.Studio.Models;
using MyStyle.Studio.People;
using NSubstitute;

namespace MyStyle.Studio.Tests.Components.Pages.Models;

public sealed class ModelsPageTests : ComponentTest
{
    private readonly TemporaryFolder _folder = new();
    private readonly IPeople _people = Substitute.For<IPeople>();

    public ModelsPageTests()
    {
        Services.AddSingleton(_people);
        Services.AddSingleton(new ModelShelf(
            ModelDirectories.Create([_folder.File("models")]), TimeProvider.System, NullLogger<ModelShelf>.Instance));
        _people.ListAsync(Arg.Any<CancellationToken>()).Returns(
            [new PersonCard(Guid.NewGuid(), "Ada", false, 0, 0, 0, ModelCatalogue.DemoPrior, null, 0, null, default, default)]);
    }

    [Fact]
    public void Page_BundledPrior_IsCalledAResearchDemoAndSaysWhoUsesIt()
    {
        string text = Model(Render<ModelsPage>(), ModelCatalogue.DemoPrior);

        text.ShouldContain("research demo");
        text.ShouldContain("comes with the program");
        text.ShouldContain("Used byAda");
    }

    [Fact]
    public void Page_MissingPrior_SaysItsLicenceAndWhereToGetIt()
    {
        IRenderedComponent<ModelsPage> page = Render<ModelsPage>();

        string text = Model(page, ModelCatalogue.Ffhq);

        text.ShouldContain("not installed");
        text.ShouldContain("NVIDIA Source Code License");
        page.Find($"[data-model='{ModelCatalogue.Ffhq}'] a").GetAttribute("href")!.ShouldStartWith("https://nvlabs-fi-cdn.nvidia.com/");
        page.Find($"[data-model='{ModelCatalogue.Ffhq}'] {TestId("model-fetch")}").TextContent.ShouldStartWith("Fetch 382 MB");
    }

    [Fact]
    public void Verify_Model_SaysTheVerdictBesideIt()
    {
        IRenderedComponent<ModelsPage> page = Render<ModelsPage>();

        page.Find($"[data-model='yaw'] {TestId("model-verify")}").Click();

        page.WaitForAssertion(() => page.Find(TestId("model-verdict")).TextContent.ShouldContain("byte for byte"));
    }

    [Fact]
    public void Import_FileOfOnesOwn_AppearsAmongThePriors()
    {
        string file = _folder.File("uncle.pkl");
        File.WriteAllBytes(file, new byte[20]);
        IRenderedComponent<ModelsPage> page = Render<ModelsPage>();

        page.Find(TestId("model-path")).Input(file);
        page.Find("form").Submit();

        page.WaitForAssertion(() => Model(page, "uncle.pkl").ShouldContain("your own"));
    }

    [Fact]
    public void Import_NothingThere_SaysWhy()
    {
        IRenderedComponent<MudSnackbarProvider> messages = Render<MudSnackbarProvider>();
        IRenderedComponent<ModelsPage> page = Render<ModelsPage>();

        page.Find(TestId("model-path")).Input(_folder.File("nowhere"));
        page.Find("form").Submit();

        messages.WaitForAssertion(() => messages.Markup.ShouldContain("There is no file and no folder"));
    }

    protected override void Dispose(bool disposing)
    {
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        _folder.Dispose();
    }

    private static string Model(IRenderedComponent<ModelsPage> page, string name) => page.Find($"[data-model='{name}']").TextContent;
}
