using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;
using MyStyle.Engine.Models;
using MyStyle.Studio.Components.Pages.People;
using MyStyle.Studio.Data;
using MyStyle.Studio.Models;
using MyStyle.Studio.People;
using MyStyle.Studio.Settings;
using MyStyle.Studio.Tests.Fixtures;
using NSubstitute;
using TestContext = Xunit.TestContext;

namespace MyStyle.Studio.Tests.Components.Pages.People;

public sealed class PeoplePageTests : ComponentTest, IAsyncLifetime
{
    private StudioData _data = null!;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        _data = await StudioData.CreateAsync();
        Services.AddSingleton(_data.People);
        Services.AddSingleton(_data.Get<IDbContextFactory<StudioDb>>());
        Services.AddSingleton(_data.Get<IModels>());
        Services.AddSingleton<SampleDoor>();
        Services.AddSingleton(new UserPreferences(_data.Folder, NullLogger<UserPreferences>.Instance));
    }

    [Fact]
    public void Page_WithoutPeople_InvitesToBringSomebody()
    {
        IRenderedComponent<PeoplePage> page = Render<PeoplePage>();

        page.WaitForElement(TestId("empty-state")).TextContent.ShouldContain("Nobody is here yet");
        page.FindAll(TestId("person-card")).ShouldBeEmpty();
    }

    [Fact]
    public async Task New_NameGiven_MakesThePersonAndGoesToThePhotos()
    {
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        IRenderedComponent<PeoplePage> page = Render<PeoplePage>();
        await ClickAsync(page, TestId("person-new"));

        await TypeAsync(dialogs, TestId("person-name"), "Ada");
        dialogs.Find("#new-person").Submit();

        page.WaitForAssertion(() => Navigation.Uri.ShouldEndWith("/photos"));
        PersonCard made = (await _data.People.ListAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        made.Name.ShouldBe("Ada");
        made.Prior.ShouldBe(ModelCatalogue.DemoPrior);
        Navigation.Uri.ShouldContain(made.Id.ToString());
    }

    [Fact]
    public async Task New_WithoutName_CannotBeMade()
    {
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        IRenderedComponent<PeoplePage> page = Render<PeoplePage>();
        await ClickAsync(page, TestId("person-new"));

        await TypeAsync(dialogs, TestId("person-name"), "  ");

        dialogs.Find(TestId("person-make")).HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task Delete_NameTyped_LeavesNobody()
    {
        Guid ada = await _data.People.CreateAsync("Ada", cancellation: TestContext.Current.CancellationToken);
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        IRenderedComponent<PeoplePage> page = Render<PeoplePage>();
        page.WaitForElement(TestId("person-card"));

        Task deleting = page.InvokeAsync(() => page.FindComponent<PersonPanel>().Instance.OnDelete.InvokeAsync());
        await TypeAsync(dialogs, TestId("confirm-name"), "Ada");
        await ClickAsync(dialogs, TestId("confirm-yes"));
        await deleting;

        (await _data.People.GetAsync(ada, TestContext.Current.CancellationToken)).ShouldBeNull();
        page.WaitForAssertion(() => page.FindAll(TestId("person-card")).ShouldBeEmpty());
    }

    [Fact]
    public async Task Page_PersonRenamedInAnotherWindow_ShowsTheNewName()
    {
        Guid ada = await _data.People.CreateAsync("Ada", cancellation: TestContext.Current.CancellationToken);
        IRenderedComponent<PeoplePage> page = Render<PeoplePage>();
        page.WaitForElement(TestId("person-open"));

        await _data.People.RenameAsync(ada, "Grace", TestContext.Current.CancellationToken);

        page.WaitForAssertion(() => page.Find(TestId("person-open")).TextContent.ShouldBe("Grace"));
    }

    [Fact]
    public async Task Page_TrainedSample_OffersTheFirstMinuteUntilItIsDismissed()
    {
        Guid workpiece = await AddSampleAsync();
        IRenderedComponent<PeoplePage> page = Render<PeoplePage>();

        page.WaitForElement(TestId("first-start")).GetAttribute("href")!.ShouldContain($"workpiece={workpiece}");
        page.Find(TestId("person-card")).TextContent.ShouldContain("synthetic");
        await ClickAsync(page, TestId("first-dismiss"));

        page.WaitForAssertion(() => page.FindAll(TestId("first-minute")).ShouldBeEmpty());
        new UserPreferences(_data.Folder, NullLogger<UserPreferences>.Instance).Current.IsFirstMinuteDismissed.ShouldBeTrue();
    }

    [Fact]
    public async Task Page_LeftWhileThePeopleAreRead_BreaksNothing()
    {
        await AddSampleAsync();
        IReadOnlyList<PersonCard> cards = await _data.People.ListAsync(TestContext.Current.CancellationToken);
        TaskCompletionSource<IReadOnlyList<PersonCard>> reading = new();
        IPeople people = Substitute.For<IPeople>();
        people.ListAsync(Arg.Any<CancellationToken>()).Returns(reading.Task);
        Services.AddSingleton(people);
        Render<PeoplePage>();

        await DisposeComponentsAsync();

        await GoOnAsync(() => reading.SetResult(cards));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _data.DisposeAsync();
    }

    private async Task<Guid> AddSampleAsync()
    {
        await using StudioDb db = await _data.OpenAsync();
        var generator = new GeneratorEntity
        {
            Sha256 = new string('a', 64),
            Title = "sample",
            Prior = ModelCatalogue.DemoPrior,
            PerceptualNetwork = "perceptual-narrow",
            ParametersJson = "{}",
        };
        var person = new PersonEntity { Name = "Sample", Prior = ModelCatalogue.DemoPrior, IsSynthetic = true, GeneratorId = generator.Id };
        person.Generators.Add(generator);
        var workpiece = new WorkpieceEntity
        {
            PersonId = person.Id,
            FileName = "test.jpg",
            OriginalSha = new string('b', 64),
            OriginalMediaType = "image/jpeg",
            AlignedSha = new string('c', 64),
        };
        db.People.Add(person);
        db.Workpieces.Add(workpiece);
        await db.SaveChangesAsync();
        return workpiece.Id;
    }
}
