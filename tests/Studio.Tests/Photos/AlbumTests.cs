using System.Text;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Photos;

public sealed class AlbumTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_AMessyAlbum_EndsInVerdictsWithReasons()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        IPhotos photos = data.Get<IPhotos>();
        List<AlbumChange> changes = [];
        photos.Changed += change =>
        {
            lock (changes)
            {
                changes.Add(change);
            }
        };

        await photos.AddAsync(
            person, "photo_001.jpg", "photo_002.jpg", "photo_003.jpg", "photo_004.jpg", "photo_005.jpg", "noface_001.jpg", "corrupt_001.jpg", "other_001.jpg", "gray_001.jpg");
        AlbumView album = await data.RestAsync(person);

        Dictionary<string, PhotoView> byName = album.Photos.ToDictionary(photo => photo.FileName);
        byName["photo_001.jpg"].Verdict.ShouldBe("accept");
        byName["photo_001.jpg"].HasAligned.ShouldBeTrue();
        byName["photo_001.jpg"].Measures.ShouldNotBeNull();
        byName["photo_001.jpg"].Scores.Keys.ShouldContain("identity");
        byName["noface_001.jpg"].Verdict.ShouldBe("no_face");
        byName["corrupt_001.jpg"].Verdict.ShouldBe("unreadable");
        byName["corrupt_001.jpg"].Reason.ShouldNotBeNull().ShouldNotContain(byName["corrupt_001.jpg"].Sha256);
        byName["other_001.jpg"].Verdict.ShouldBe("wrong_identity");
        byName["gray_001.jpg"].Verdict.ShouldBe("grayscale");
        album.Counts.ShouldBe(new AlbumCounts(9, 0, 5, album.Counts.ToLookAt, 4));
        album.Coverage.ShouldNotBeNull().Count.ShouldBe(5);
        album.Curation.IsRunning.ShouldBeFalse();
        album.Curation.Problem.ShouldBeNull();
        lock (changes)
        {
            changes.ShouldContain(change => change.Person == person);
        }

        await using StudioDb db = await data.OpenAsync();
        foreach (PhotoEntity row in db.Photos.Where(p => p.Verdict == "accept"))
        {
            row.AlignedPath.ShouldNotBeNull();
            File.Exists(Path.Combine(data.Folder.Person(person), row.AlignedPath)).ShouldBeTrue();
            row.Split.ShouldBe("train");
        }
    }

    [Fact]
    public async Task Add_TheSameBytesTwice_KeepsThemOnce()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        IPhotos photos = data.Get<IPhotos>();

        UploadOutcome first = (await photos.AddAsync(person, "photo_001.jpg"))["photo_001.jpg"];
        UploadOutcome second = (await photos.AddAsync(person, "photo_001.jpg"))["photo_001.jpg"];

        first.IsNew.ShouldBeTrue();
        second.ShouldBe(first with { IsNew = false });
        (await photos.GetAsync(person, Cancellation)).Photos.ShouldHaveSingleItem();
        IReadOnlyList<UploadNeed> needs = await photos.KnownAsync(
            person,
            [
                new UploadCandidate("renamed.jpg", 1, first.Sha256),
                new UploadCandidate("photo_001.jpg", new FileInfo(Albums.Photo("photo_001.jpg")).Length, null),
                new UploadCandidate("photo_001.jpg", 17, null),
                new UploadCandidate("huge.jpg", 1L << 40, null),
            ],
            Cancellation);
        needs.Select(need => need.IsKnown).ShouldBe([true, true, false, false]);
        needs.Select(need => need.Problem is null).ShouldBe([true, true, true, false]);
    }

    [Theory]
    [InlineData("notes.txt", "these are no pixels", "is not a picture this program can read")]
    [InlineData("page.jpg", "<!doctype html><title>404</title>", "is a web page, not a picture")]
    [InlineData("empty.png", "", "empty")]
    [InlineData("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG drawing")]
    public async Task Add_WhatIsNoPicture_IsKeptAsARowWithItsReason(string name, string content, string reason)
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        using MemoryStream bytes = new(Encoding.UTF8.GetBytes(content));

        UploadOutcome outcome = await data.Get<IPhotos>().AddAsync(person, name, bytes, Cancellation);

        outcome.Problem.ShouldNotBeNull().ShouldContain(reason);
        outcome.Problem.ShouldStartWith(name);
        PhotoView photo = (await data.RestAsync(person)).Photos.ShouldHaveSingleItem();
        photo.Verdict.ShouldBe("unreadable");
        photo.Standing.ShouldBe(PhotoStanding.LeftOut);
        photo.HasThumbnail.ShouldBeFalse();
    }

    [Fact]
    public async Task Add_BeyondTheLimits_IsRefusedWithASentence()
    {
        await using StudioData data = await StudioData.CreateAsync(settings =>
        {
            settings.Uploads.PhotoMegabytes = 1;
            settings.Uploads.PhotosPerPerson = 1;
        });
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        IPhotos photos = data.Get<IPhotos>();
        using MemoryStream large = new(new byte[(1 << 20) + 1]);

        (await Should.ThrowAsync<TooMuchException>(() => photos.AddAsync(person, "large.jpg", large, Cancellation))).Message.ShouldContain("larger than 1 MB");
        await photos.AddAsync(person, "photo_001.jpg");
        (await Should.ThrowAsync<TooMuchException>(() => photos.AddAsync(person, "photo_002.jpg"))).Message.ShouldContain("The album is full");
        await Should.ThrowAsync<NotThereException>(() => photos.AddAsync(Guid.NewGuid(), "photo_003.jpg"));
        Directory.EnumerateFileSystemEntries(data.Folder.Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task Curate_NoPersonToBeFound_GivesVerdictsAndSaysWhy()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);

        await data.Get<IPhotos>().AddAsync(person, "noface_001.jpg", "noface_002.jpg");
        AlbumView album = await data.RestAsync(person);

        album.Photos.ShouldAllBe(photo => photo.Verdict == "no_face");
        album.Curation.Problem.ShouldBe("No face was found in the album (2 photos). Choose a folder with photos of a person.");
    }

    [Fact]
    public async Task Remove_APhoto_LeavesNoneOfItsTraces()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        IPhotos photos = data.Get<IPhotos>();
        Dictionary<string, UploadOutcome> added = await photos.AddAsync(person, "photo_001.jpg", "photo_002.jpg", "photo_003.jpg");
        await data.RestAsync(person);
        UploadOutcome gone = added["photo_002.jpg"];
        await using (StudioDb db = await data.OpenAsync())
        {
            PhotoEntity row = db.Photos.Single(p => p.Id == gone.Photo);
            (await data.Get<ThumbnailShelf>().SmallAsync(row)).ShouldNotBeNull();
        }

        await photos.RemoveAsync(person, [gone.Photo], Cancellation);
        AlbumView album = await data.RestAsync(person);

        album.Photos.Select(photo => photo.FileName).ShouldBe(["photo_001.jpg", "photo_003.jpg"]);
        foreach (string file in Directory.EnumerateFiles(data.Folder.Person(person), "*", SearchOption.AllDirectories))
        {
            file.ShouldNotContain(gone.Sha256);
            (await File.ReadAllTextAsync(file, Encoding.Latin1, Cancellation)).Contains(gone.Sha256, StringComparison.Ordinal).ShouldBeFalse(file);
        }
    }

    [Fact]
    public async Task Delete_WhileAnAlbumIsLookedAt_LeavesNothing()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Guid person = await data.People.CreateAsync("Sam", cancellation: Cancellation);
        await data.Get<IPhotos>().AddAsync(person, "photo_001.jpg", "photo_002.jpg", "photo_003.jpg", "photo_004.jpg");
        data.Get<IPhotos>().Curate(person);

        await data.People.DeleteAsync(person, Cancellation);

        Directory.Exists(data.Folder.Person(person)).ShouldBeFalse();
        data.Get<IPhotos>().Curation(person).IsRunning.ShouldBeFalse();
        await Should.ThrowAsync<NotThereException>(() => data.Get<IPhotos>().AddAsync(person, "photo_005.jpg"));
        Directory.Exists(data.Folder.Person(person)).ShouldBeFalse();
    }
}
