using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Models;
using MyStyle.Engine.Workshop;
using MyStyle.Studio.Components.Pages.Directions;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Tests.Components.Pages.Directions;

public sealed class DirectionsPageTests : PersonPageTest
{
    [Fact]
    public async Task Page_Untrained_ListsThePriorsSlidersAndSaysWhatComesFirst()
    {
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>(await AddUntrainedAsync());

        page.WaitForAssertion(() => Names(page).First().ShouldBe("Pose"));
        page.Find(".learn").TextContent.ShouldContain("Train the prior first.");
        page.FindAll(TestId("learn-start")).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_OnlyThePersonsOwn_CanBeRemoved()
    {
        DirectionEntity own = await LearnedAsync("with_glasses");
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>();
        page.WaitForAssertion(() => Names(page).ShouldContain("With glasses"));
        IElement row = page.FindAll(TestId("direction")).Single(item => item.TextContent.Contains("With glasses", StringComparison.Ordinal));
        row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()).ShouldBe(["two groups of photos", "AUC 0.91, 0.84 right", "cos 0.70", "Remove"]);

        await ClickAsync(page, "[aria-label='Remove With glasses']");

        page.WaitForAssertion(() => Names(page).ShouldNotContain("With glasses"));
        page.FindAll("tbody button").ShouldBeEmpty("what goes with the prior stays");
        await using StudioDb db = await Studio.OpenAsync();
        (await db.Directions.AnyAsync(item => item.Id == own.Id, Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task List_ChangedInAnotherWindow_IsTheSameHere()
    {
        DirectionEntity own = await LearnedAsync("beard");
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>();
        page.WaitForAssertion(() => Names(page).ShouldContain("Beard"));

        await Studio.Get<DirectionBook>().RenameAsync(own.Id, "full beard", Cancel);
        page.WaitForAssertion(() => Names(page).ShouldContain("Full beard"));

        await Studio.Get<DirectionBook>().RemoveAsync(own.Id, Cancel);
        page.WaitForAssertion(() => Names(page).ShouldNotContain("Full beard"));
    }

    [Fact]
    public async Task Learn_TwoGroups_AreChosenByClicksAndQueued()
    {
        Guid[] photos = await AddPhotosAsync(7);
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>();
        page.WaitForAssertion(() => page.FindAll(TestId("group-photo")).Count.ShouldBe(7));
        await TypeAsync(page, TestId("direction-name"), " with glasses ");
        for (int i = 0; i < 6; i++)
        {
            await ClickAsync(page, TestId("group-photo"), i);
        }

        for (int i = 3; i < 6; i++)
        {
            CanLearn(page).ShouldBeFalse();
            await ClickAsync(page, TestId("group-photo"), i);
        }

        page.FindAll(TestId("group-photo")).Select(photo => photo.GetAttribute("aria-label")).ShouldBe(
            [.. Labels("with", 1, 2, 3), .. Labels("without", 4, 5, 6), .. Labels("in no group", 7)]);
        await ClickAsync(page, TestId("learn-start"));

        DirectionOrder order = Jobs.Last.Order.ShouldBeOfType<DirectionOrder>();
        (order.Name, order.Attribute, Jobs.Last.Kind, Jobs.Last.Person).ShouldBe(("with glasses", null, JobKind.LearnDirection, Person));
        order.With.ShouldBe(photos[..3], ignoreOrder: true);
        order.Without.ShouldBe(photos[3..6], ignoreOrder: true);
        page.Find(TestId("group-counts")).TextContent.ShouldBe("0 with, 0 without");

        static IEnumerable<string> Labels(string group, params int[] numbers) => numbers.Select(i => $"photo_{i:000}.jpg: {group}");
    }

    [Fact]
    public async Task Learn_SomethingMeasured_NeedsNoPhotosAndTheSliderArrives()
    {
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>();
        await ChangeAsync(page, TestId("learn-attribute"), true);
        await ChangeAsync(page, TestId("direction-attribute"), "smile");
        await TypeAsync(page, TestId("direction-name"), "grin");

        await ClickAsync(page, TestId("learn-start"));

        DirectionOrder order = Jobs.Last.Order.ShouldBeOfType<DirectionOrder>();
        (order.Name, order.Attribute, order.With.Count, order.Samples).ShouldBe(("grin", "smile", 0, 200));
        await LearnedAsync("grin");
        Jobs.End(Jobs.Last.Id, JobState.Done);
        page.WaitForAssertion(() => Names(page).ShouldContain("Grin"));
    }

    [Theory]
    [InlineData("Smile", "There is a slider named Smile already. Choose another name.")]
    [InlineData("grin", "The engine is closing.")]
    public async Task Learn_CannotBe_SaysWhyAndKeepsWhatWasTyped(string name, string sentence)
    {
        Jobs.Refusal = "The engine is closing.";
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>();
        page.WaitForAssertion(() => Names(page).ShouldContain("Smile"));
        await ChangeAsync(page, TestId("learn-attribute"), true);
        await TypeAsync(page, TestId("direction-name"), name);

        await ClickAsync(page, TestId("learn-start"));

        Said.ShouldBe([sentence]);
        Jobs.All.ShouldBeEmpty();
        page.Find(TestId("direction-name")).GetAttribute("value").ShouldBe(name);
    }

    [Fact]
    public async Task Groups_PhotoLeftOutMeanwhile_GoesFromItsGroup()
    {
        Guid[] photos = await AddPhotosAsync(4);
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>();
        await ClickAsync(page, TestId("group-photo"), 0);
        await ClickAsync(page, TestId("group-photo"), 1);
        page.Find(TestId("group-counts")).TextContent.ShouldBe("2 with, 0 without");

        await Studio.Get<MyStyle.Studio.Photos.IPhotos>().RemoveAsync(Person, [photos[0]], Cancel);

        page.WaitForAssertion(() => page.Find(TestId("group-counts")).TextContent.ShouldBe("1 with, 0 without"));
        page.FindAll(TestId("group-photo")).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Import_AFileOfOursAndAnotherOne_IsASliderOrASentence()
    {
        using TemporaryFolder folder = new();
        DirectionShelf.Write(folder.File("beard.safetensors"), [0.5, -0.25, 1]);
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>();
        IRenderedComponent<InputFile> input = page.FindComponent<InputFile>();

        input.UploadFiles(InputFileContent.CreateFromBinary(await File.ReadAllBytesAsync(folder.File("beard.safetensors"), Cancel), "../beard.safetensors"));
        page.WaitForAssertion(() => Names(page).ShouldContain("Beard"));
        Said.ShouldBeEmpty();

        input.UploadFiles(InputFileContent.CreateFromText("these are no numbers", "notes.npy"));
        page.WaitForAssertion(() => Said.ShouldHaveSingleItem().ShouldNotBeNull().ShouldEndWith("."));
        Names(page).ShouldNotContain("Notes");
    }

    [Fact]
    public async Task Address_OfAnotherPerson_ForgetsTheGroupsAndTheName()
    {
        await AddPhotosAsync(3);
        IRenderedComponent<DirectionsPage> page = Open<DirectionsPage>();
        await ClickAsync(page, TestId("group-photo"), 0);
        await TypeAsync(page, TestId("direction-name"), "beard");
        Guid bea = await AddUntrainedAsync();
        await using (StudioDb db = await Studio.OpenAsync())
        {
            (await db.People.FindAsync([bea], Cancel))!.GeneratorId = Studio.Generator;
            await db.SaveChangesAsync(Cancel);
        }

        GoTo(page, bea);

        page.WaitForAssertion(() => page.Find("nav.tabs").GetAttribute("aria-label").ShouldBe("Bea"));
        page.WaitForAssertion(() => page.FindAll(TestId("group-photo")).ShouldBeEmpty());
        page.Find(TestId("group-counts")).TextContent.ShouldBe("0 with, 0 without");
        page.Find(TestId("direction-name")).GetAttribute("value").ShouldBeNullOrEmpty();
    }

    private static IEnumerable<string> Names(IRenderedComponent<DirectionsPage> page) =>
        page.FindAll(TestId("direction") + " th").Select(cell => cell.TextContent);

    private static bool CanLearn(IRenderedComponent<DirectionsPage> page) => !page.Find(TestId("learn-start")).HasAttribute("disabled");

    private async Task<Guid[]> AddPhotosAsync(int count)
    {
        List<Guid> photos = [];
        for (int i = 1; i <= count; i++)
        {
            photos.Add((await Studio.AddPhotoAsync($"photo_{i:000}.jpg")).Id);
        }

        return [.. photos];
    }

    private async Task<DirectionEntity> LearnedAsync(string name)
    {
        DirectionEntity row = new()
        {
            PersonId = Person,
            Prior = ModelCatalogue.DemoPrior,
            Name = name,
            Source = "groups",
            Vector = DirectionBook.Pack([1, 0]),
            Auc = 0.91,
            Accuracy = 0.84,
            Cosine = 0.7,
            CreatedUtc = DateTime.UtcNow,
        };
        await using StudioDb db = await Studio.OpenAsync();
        db.Directions.Add(row);
        await db.SaveChangesAsync(Cancel);
        return row;
    }
}
