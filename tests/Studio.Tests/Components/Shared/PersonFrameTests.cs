using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Studio.Components.Shared;
using MyStyle.Studio.Data;
using MyStyle.Studio.Tests.Fixtures;
using TestContext = Xunit.TestContext;

namespace MyStyle.Studio.Tests.Components.Shared;

public sealed class PersonFrameTests : ComponentTest, IAsyncLifetime
{
    private StudioData _data = null!;

    public async ValueTask InitializeAsync()
    {
        _data = await StudioData.CreateAsync();
        Services.AddSingleton(_data.People);
        Services.AddSingleton(_data.Get<IDbContextFactory<StudioDb>>());
    }

    [Fact]
    public async Task Frame_OfAPerson_MarksThePageAndGivesThePerson()
    {
        Guid ada = await _data.People.CreateAsync("Ada", cancellation: TestContext.Current.CancellationToken);

        IRenderedComponent<PersonFrame> frame = Open(ada);

        IElement current = frame.WaitForElement("[aria-current='page']");
        current.TextContent.ShouldBe("Train");
        current.GetAttribute("href").ShouldBe($"/people/{ada}/train");
        frame.FindAll("nav a").Count.ShouldBe(7);
        frame.Find("output").TextContent.ShouldBe("Ada");
    }

    [Fact]
    public void Frame_OfNobody_SaysSo()
    {
        IRenderedComponent<PersonFrame> frame = Open(Guid.NewGuid());

        frame.WaitForElement("h1").TextContent.ShouldBe("This person is not here");
        frame.FindAll("output").ShouldBeEmpty();
    }

    [Fact]
    public async Task Frame_PersonRenamed_ShowsTheNewName()
    {
        Guid ada = await _data.People.CreateAsync("Ada", cancellation: TestContext.Current.CancellationToken);
        IRenderedComponent<PersonFrame> frame = Open(ada);
        frame.WaitForElement("output");

        await _data.People.RenameAsync(ada, "Grace", TestContext.Current.CancellationToken);

        frame.WaitForAssertion(() => frame.Find("output").TextContent.ShouldBe("Grace"));
    }

    [Fact]
    public async Task Frame_LeftWhileThePersonIsRead_BreaksNothing()
    {
        GatedDatabases databases = new(_data.Get<IDbContextFactory<StudioDb>>());
        Services.AddSingleton<IDbContextFactory<StudioDb>>(databases);
        Open(Guid.NewGuid());

        await DisposeComponentsAsync();

        await GoOnAsync(databases.Open);
    }

    [Fact]
    public async Task Keys_Alt3_GoToTheStudio()
    {
        Guid ada = await _data.People.CreateAsync("Ada", cancellation: TestContext.Current.CancellationToken);
        IRenderedComponent<PersonFrame> frame = Open(ada);

        await frame.InvokeAsync(() => Keys.PressAsync("Alt+3"));

        Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri.ShouldEndWith($"/people/{ada}/studio");
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _data.DisposeAsync();
    }

    private IRenderedComponent<PersonFrame> Open(Guid person) => Render<PersonFrame>(parameters => parameters
        .Add(frame => frame.Id, person)
        .Add(frame => frame.Tab, "train")
        .Add(frame => frame.ChildContent, (PersonEntity entity) => $"<output>{entity.Name}</output>"));
}
