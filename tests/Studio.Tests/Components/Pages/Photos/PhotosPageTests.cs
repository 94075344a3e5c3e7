using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MyStyle.Studio.Components.Pages.Photos;
using MyStyle.Studio.Data;
using MyStyle.Studio.Photos;
using NSubstitute;

namespace MyStyle.Studio.Tests.Components.Pages.Photos;

public sealed class PhotosPageTests : PersonPageTest
{
    [Fact]
    public async Task Page_EmptyAlbum_SaysWhatMakesAGoodSet()
    {
        IRenderedComponent<PhotosPage> page = Open<PhotosPage>(await AddUntrainedAsync());

        page.WaitForElement(TestId("empty-state")).TextContent.ShouldContain("About a hundred photos make a good set");
        page.Find(TestId("upload-zone")).ClassList.ShouldNotContain("compact");
        page.FindAll(TestId("photo")).ShouldBeEmpty();
        page.FindAll(TestId("go-train")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Album_Loaded_CountsNamesAndFiltersItsPhotos()
    {
        IRenderedComponent<PhotosPage> page = await OpenAlbumAsync();

        Text(page, "photo-counts").ShouldBe("3 accepted 0 to look at 2 left out");
        page.FindAll(TestId("photo")).Select(photo => photo.GetAttribute("aria-label")).ShouldBe(
        [
            "photo_1.jpg, accepted", "photo_2.jpg, accepted", "photo_3.jpg, accepted", "blurred.jpg, left out: Too blurred.",
            "copy.jpg, left out: The same as photo_1.jpg.",
        ]);
        page.FindAll(".filters button").Select(chip => chip.GetAttribute("data-testid")).ShouldBe(
            ["filter-all", "filter-accepted", "filter-left-out", "filter-duplicates", "filter-quality"]);
        await ClickAsync(page, TestId("filter-quality"));

        Names(page).ShouldBe(["blurred.jpg"]);
        page.Find(TestId("filter-quality")).GetAttribute("aria-pressed").ShouldBe("true");
        page.Find(TestId("photo-detail")).GetAttribute("aria-label").ShouldBe("blurred.jpg");
    }

    [Fact]
    public async Task Keys_AcceptAndLeaveOutAndUndo_GoPhotoByPhoto()
    {
        IRenderedComponent<PhotosPage> page = await OpenAlbumAsync();

        await PressAsync(page, "r", "a");

        page.WaitForAssertion(() => Focused(page).ShouldBe("photo_3.jpg"));
        (await DecisionsAsync()).ShouldBe(["photo_1.jpg: reject", "photo_2.jpg: keep"]);
        page.Find(TestId("photos-undo")).GetAttribute("title").ShouldBe("Take back: Keep 1 photo (U)");
        await PressAsync(page, "u");
        (await DecisionsAsync()).ShouldBe(["photo_1.jpg: reject"]);
        await PressAsync(page, "Shift+U");
        (await DecisionsAsync()).ShouldBe(["photo_1.jpg: reject", "photo_2.jpg: keep"]);
        await PressAsync(page, "u", "u", "u");
        (await DecisionsAsync()).ShouldBeEmpty();
        Said.ShouldBe(["There is nothing to take back."]);
    }

    [Fact]
    public async Task Selection_RangeAndOneMore_IsDecidedTogetherInOneStep()
    {
        IRenderedComponent<PhotosPage> page = await OpenAlbumAsync();
        PhotoGrid grid = page.FindComponent<PhotoGrid>().Instance;

        await page.InvokeAsync(() => grid.OnKey("ArrowRight", shift: true));
        await page.InvokeAsync(() => page.FindAll(TestId("photo"))[3].Click(new MouseEventArgs { CtrlKey = true }));
        page.FindAll(TestId("photo")).Select(photo => photo.GetAttribute("aria-selected")).ShouldBe(["true", "true", "false", "true", "false"]);
        Text(page, "photo-detail").ShouldContain("Applies to the 3 photos chosen.");
        await ClickAsync(page, TestId("photo-me"));

        (await DecisionsAsync()).ShouldBe(["blurred.jpg: is_person", "photo_1.jpg: is_person", "photo_2.jpg: is_person"]);
        page.FindAll("[aria-selected=true]").ShouldBeEmpty();
        await PressAsync(page, "u");
        (await DecisionsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Decision_OnAPhotoDeletedElsewhere_IsASentence()
    {
        IRenderedComponent<PhotosPage> page = await OpenAlbumAsync();
        await using (StudioDb db = await Studio.OpenAsync())
        {
            await db.Photos.Where(photo => photo.FileName == "photo_1.jpg").ExecuteDeleteAsync(Cancel);
        }

        await PressAsync(page, "a");

        Said.ShouldBe(["One of these photos is not in the album any more."]);
        page.FindAll(TestId("photo")).Count.ShouldBe(5, "what is shown stays");
    }

    [Fact]
    public async Task Album_ChangedInAnotherWindow_IsTheSameHere()
    {
        IRenderedComponent<PhotosPage> page = await OpenAlbumAsync();

        await Studio.AddPhotoAsync("photo_4.jpg", null);
        Studio.Get<Announcer>().Tell(Person);

        page.WaitForAssertion(() => Names(page).ShouldContain("photo_4.jpg"));
        Text(page, "photo-counts").ShouldEndWith("1 new");
    }

    [Fact]
    public async Task Duplicates_OpenedByKeyOrByTheCopy_ShowWhatIsKept()
    {
        IRenderedComponent<PhotosPage> page = await OpenAlbumAsync();

        await PressAsync(page, "d");
        page.Find(TestId("open-duplicates")).GetAttribute("aria-pressed").ShouldBe("true");
        page.Find(TestId("duplicate-group")).TextContent.ShouldContain("Kept photo_1.jpg");
        page.Find(TestId("duplicate-threshold")).GetAttribute("aria-valuetext").ShouldNotBeNullOrEmpty();
        await PressAsync(page, "d");
        page.FindAll(TestId("duplicates")).ShouldBeEmpty();

        await page.InvokeAsync(() => page.FindAll(TestId("photo"))[4].DoubleClick());
        await ClickAsync(page, TestId("use-keeper"));
        (await DecisionsAsync()).ShouldBe(["copy.jpg: keep"]);
    }

    [Fact]
    public async Task Remove_Confirmed_DeletesWhatIsChosen()
    {
        IRenderedComponent<MudDialogProvider> dialogs = Dialogs();
        IRenderedComponent<PhotosPage> page = await OpenAlbumAsync();
        IElement delete = page.FindAll(TestId("photo-detail") + " button").Single(button => button.TextContent.Contains("Delete", StringComparison.Ordinal));

        Task removing = page.InvokeAsync(() => delete.Click());
        dialogs.WaitForElement("h2").TextContent.ShouldBe("Delete 1 photo?");
        await ClickAsync(dialogs, TestId("confirm-yes"));
        await removing;

        page.WaitForAssertion(() => Names(page).ShouldNotContain("photo_1.jpg"));
        await using StudioDb db = await Studio.OpenAsync();
        (await db.Photos.CountAsync(Cancel)).ShouldBe(4);
    }

    [Fact]
    public async Task Curation_Runs_SaysHowFarAndCanBeStopped()
    {
        (IPhotos photos, Action<CurationView> tell) = Watched(new CurationView(true, 3, 10, 2, TimeSpan.FromSeconds(4), null));
        IRenderedComponent<PhotosPage> page = Open<PhotosPage>();
        page.WaitForElement(TestId("curating")).TextContent.ShouldContain("Looking at the photos: 3 of 10, 4 s left");

        await page.InvokeAsync(() => tell(new CurationView(true, 8, 10, 2, null, null)));
        page.WaitForAssertion(() => page.Find(TestId("curating") + " progress").GetAttribute("value").ShouldBe("8"));
        await photos.DidNotReceive().GetAsync(Person, Arg.Any<CancellationToken>());
        await ClickAsync(page, TestId("curating") + " button");

        photos.Received(1).CancelCuration(Person);
    }

    [Fact]
    public async Task Page_LeftWhileTheAlbumIsRead_BreaksNothing()
    {
        TaskCompletionSource<AlbumView> reading = new();
        (IPhotos photos, Action<CurationView> tell) = Watched(CurationView.Idle);
        photos.GetAsync(Person, Arg.Any<CancellationToken>()).Returns(reading.Task);
        Open<PhotosPage>();
        await photos.Received(1).GetAsync(Person, Arg.Any<CancellationToken>());

        await DisposeComponentsAsync();

        await GoOnAsync(() => reading.SetResult(Album(CurationView.Idle)));
        await GoOnAsync(() => tell(CurationView.Idle));
        photos.DidNotReceive().Curation(Person);
        Keys.Groups.ShouldBeEmpty();
    }

    private static IEnumerable<string?> Names(IRenderedComponent<PhotosPage> page) => page.FindAll(TestId("photo")).Select(photo => photo.GetAttribute("data-name"));

    private static string? Focused(IRenderedComponent<PhotosPage> page) => page.Find(".photo.focused").GetAttribute("data-name");

    private static string Text(IRenderedComponent<PhotosPage> page, string testId) =>
        string.Join(' ', page.Find(TestId(testId)).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private AlbumView Album(CurationView curation) => new(Person, [], new AlbumCounts(0, 0, 0, 0, 0), [], 0.99, null, [], curation, null, null);

    /// <summary>An album whose curation the test runs.</summary>
    private (IPhotos Photos, Action<CurationView> Tell) Watched(CurationView start)
    {
        IPhotos photos = Substitute.For<IPhotos>();
        photos.GetAsync(Person, Arg.Any<CancellationToken>()).Returns(Album(start));
        Services.AddSingleton(photos);
        return (photos, now =>
        {
            photos.Curation(Person).Returns(now);
            photos.ClearReceivedCalls();
            photos.Changed += Raise.Event<Action<AlbumChange>>(new AlbumChange(Person, true));
        }
        );
    }

    private async Task<IRenderedComponent<PhotosPage>> OpenAlbumAsync()
    {
        PhotoEntity first = await Studio.AddPhotoAsync("photo_1.jpg");
        await Studio.AddPhotoAsync("photo_2.jpg");
        await Studio.AddPhotoAsync("photo_3.jpg");
        await Studio.AddPhotoAsync("blurred.jpg", "low_quality", row => row.Reason = "Too blurred.");
        await Studio.AddPhotoAsync("copy.jpg", "duplicate", row => (row.Reason, row.DuplicateOfId) = ("The same as photo_1.jpg.", first.Id));
        IRenderedComponent<PhotosPage> page = Open<PhotosPage>();
        page.WaitForAssertion(() => page.FindAll(TestId("photo")).Count.ShouldBe(5));
        return page;
    }

    private async Task<string[]> DecisionsAsync()
    {
        await using StudioDb db = await Studio.OpenAsync();
        return await db.Photos.Where(photo => photo.Decision != null).OrderBy(photo => photo.FileName).Select(photo => photo.FileName + ": " + photo.Decision).ToArrayAsync(Cancel);
    }
}
