using MyStyle.Engine.Curation;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Photos;

public sealed class DecisionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Decide_UndoRedo_ChangesVerdictsAndComesBack()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        IPhotos photos = data.Get<IPhotos>();
        Dictionary<string, UploadOutcome> added = await photos.AddAsync(person, "photo_001.jpg", "photo_002.jpg", "photo_003.jpg", "photo_004.jpg", "gray_001.jpg");
        await data.RestAsync(person);
        Guid[] two = [added["photo_001.jpg"].Photo, added["photo_002.jpg"].Photo];

        await photos.DecideAsync(person, two, UserDecision.Reject, Cancellation);
        await photos.DecideAsync(person, [added["gray_001.jpg"].Photo], UserDecision.Keep, Cancellation);
        AlbumView decided = await data.RestAsync(person);

        Verdicts(decided).ShouldBe(["rejected", "rejected", "accept", "accept", "accept"]);
        decided.Undo.ShouldBe("Keep 1 photo");
        decided.Redo.ShouldBeNull();

        (await photos.UndoAsync(person, Cancellation)).ShouldBeTrue();
        (await photos.UndoAsync(person, Cancellation)).ShouldBeTrue();
        (await photos.UndoAsync(person, Cancellation)).ShouldBeFalse();
        AlbumView undone = await data.RestAsync(person);
        Verdicts(undone).ShouldBe(["accept", "accept", "accept", "accept", "grayscale"]);
        undone.Redo.ShouldBe("Leave out 2 photos");
        DecisionStore.Open(data.Folder.Curation(person)).Count.ShouldBe(0);

        (await photos.RedoAsync(person, Cancellation)).ShouldBeTrue();
        Verdicts(await data.RestAsync(person)).ShouldBe(["rejected", "rejected", "accept", "accept", "grayscale"]);

        // A new decision gives up what was undone before it.
        await photos.DecideAsync(person, [added["photo_003.jpg"].Photo], UserDecision.IsPerson, Cancellation);
        (await photos.RedoAsync(person, Cancellation)).ShouldBeFalse();
        await Should.ThrowAsync<NotThereException>(() => photos.DecideAsync(person, [Guid.NewGuid()], UserDecision.Keep, Cancellation));
    }

    [Fact]
    public async Task Duplicates_AnotherKeeper_Both_AndAnotherThreshold()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        IPhotos photos = data.Get<IPhotos>();
        string[] all = [.. Directory.EnumerateFiles(Repository.Asset("sample-person"), "dup_*.jpg").Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path))];
        string[] first = [.. Enumerable.Range(1, 12).Select(i => FormattableString.Invariant($"photo_{i:D3}.jpg"))];
        await photos.AddAsync(person, [.. all, .. first]);
        AlbumView album = await data.RestAsync(person);

        DuplicateGroup group = album.Groups[0];
        (await photos.GroupAsync(person, album.DuplicateThreshold, Cancellation)).Select(g => g.Keeper).ShouldBe(album.Groups.Select(g => g.Keeper), ignoreOrder: true);
        IReadOnlyList<DuplicateGroup> loose = await photos.GroupAsync(person, 0.85, Cancellation);
        loose.Sum(g => g.Copies.Count).ShouldBeGreaterThanOrEqualTo(album.Groups.Sum(g => g.Copies.Count));
        await Should.ThrowAsync<EngineException>(() => photos.GroupAsync(person, 0.5, Cancellation));

        Guid copy = group.Copies[0].Photo;
        await photos.UseKeeperAsync(person, copy, Cancellation);
        AlbumView swapped = await data.RestAsync(person);
        swapped.Groups.ShouldContain(g => g.Keeper == copy && g.Copies.Any(c => c.Photo == group.Keeper));

        await photos.UndoAsync(person, Cancellation);
        await data.RestAsync(person);
        await photos.DecideAsync(person, [copy], UserDecision.Keep, Cancellation);
        AlbumView both = await data.RestAsync(person);
        both.Photos.Single(photo => photo.Id == copy).IsAccepted.ShouldBeTrue();
        both.Photos.Single(photo => photo.Id == group.Keeper).IsAccepted.ShouldBeTrue();

        await photos.SetThresholdAsync(person, 0.85, Cancellation);
        (await data.RestAsync(person)).DuplicateThreshold.ShouldBe(0.85);
    }

    private static string?[] Verdicts(AlbumView album) => [.. album.Photos.Select(photo => photo.Verdict)];
}
