using MyStyle.Engine.Curation;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Curation;

public sealed class CuratorTests(CurationFixture fixture) : IClassFixture<CurationFixture>
{
    [Fact]
    public void Run_OnBrokenFiles_EndsEachInAVerdict()
    {
        string album = fixture.Album(CurationFixture.Photos(1, 4));
        byte[] jpeg = File.ReadAllBytes(Path.Combine(album, "photo_001.jpg"));
        Write(album, "empty.jpg", []);
        Write(album, "page.jpg", "<!DOCTYPE html><html><body>404</body></html>"u8.ToArray());
        Write(album, "cut.jpg", jpeg[..(jpeg.Length / 2)]);
        Write(album, "noise.png", [.. Enumerable.Range(0, 4000).Select(i => (byte)((i * 7919) >> 3))]);
        Write(album, "phone.heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[40]]);
        Write(album, "scan.TIF", [.. "II*\0"u8, .. new byte[40]]);
        Write(album, "gif.gif", "GIF89a"u8.ToArray());
        Write(album, "notes.txt", "no photo"u8.ToArray());
        ImageWriter.WritePng(Path.Combine(album, "dot.png"), new RgbImage(1, 1));
        ImageWriter.WritePng(Path.Combine(album, "strip.png"), new RgbImage(3000, 2));
        Directory.CreateDirectory(Path.Combine(album, "folder.jpg"));

        CurationReport report = fixture.Run(CurationFixture.Options(album));

        report.OtherFiles.ShouldBe(1);
        report.Photos.Count.ShouldBe(13);
        foreach (string name in new[] { "empty.jpg", "page.jpg", "cut.jpg", "noise.png", "phone.heic", "scan.TIF", "gif.gif" })
        {
            CuratedPhoto photo = report.Photos.Single(p => p.File == name);
            photo.Verdict.ShouldBe(Verdict.Unreadable, name);
            photo.Reason.ShouldContain(name);
        }

        report.Photos.Single(p => p.File == "dot.png").Verdict.ShouldNotBe(Verdict.Accept);
        report.Photos.Single(p => p.File == "strip.png").Verdict.ShouldNotBe(Verdict.Accept);
        report.Count(Verdict.Accept).ShouldBe(4);
    }

    [Fact]
    public void Run_WithNothingToWorkOn_SaysWhatToDo()
    {
        string empty = Path.Combine(fixture.NewFolder(), "album");
        Message(empty).ShouldContain("no folder");
        Directory.CreateDirectory(empty);
        Message(empty).ShouldContain("holds no photos");
        Directory.CreateDirectory(Path.Combine(empty, "inner"));
        Message(empty).ShouldContain("sub-folders");
        Write(empty, "a.jpg", [1, 2, 3]);
        Message(empty).ShouldContain("can be read");
        Message(fixture.Album("noface_001.jpg", "noface_002.jpg")).ShouldContain("No face");
        Message(fixture.Album("other_001.jpg", "other_002.jpg", "photo_001.jpg")).ShouldContain("--confirm");
        Message(fixture.Album("small_001.jpg", "blur_003.jpg")).ShouldContain("large and sharp");
        Should.Throw<EngineException>(() => fixture.Run(CurationFixture.Options(fixture.Album("photo_001.jpg")) with { Size = 8 })).Message.ShouldContain("resolution");
    }

    [Fact]
    public void Run_OnOnePhoto_AcceptsItWithAWarning()
    {
        CurationReport report = fixture.Run(CurationFixture.Options(fixture.Album("photo_001.jpg")));

        report.Photos.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Accept);
        report.Warnings.ShouldContain(w => w.Contains("Only 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_OnPhotoOfSeveral_TakesTheFaceThatIsThePerson()
    {
        string album = fixture.Album(CurationFixture.Photos(1, 6));
        RgbImage other = Sample("other_003.jpg");
        RgbImage larger = Resampler.Resize(other, 336, 336);
        ImageWriter.WriteJpeg(Path.Combine(album, "together.jpg"), CurationFixture.Beside(larger, Sample("photo_020.jpg")));

        CurationReport report = fixture.Run(CurationFixture.Options(album));

        CuratedPhoto together = report.Photos.Single(p => p.File == "together.jpg");
        together.Verdict.ShouldBe(Verdict.Accept, together.Reason);
        together.FaceCount.ShouldBe(2);
        together.FaceIndex.ShouldBe(1);
        together.Box!.Value.Left.ShouldBeGreaterThan(336);
        RgbImage aligned = ImageFile.Read(Path.Combine(CurationFixture.Options(album).OutputFolder, together.Aligned!));
        float[] found = fixture.Faces.EmbedAligned([aligned])[0];
        float[] person = fixture.Faces.Embed(Sample("photo_020.jpg"), fixture.Faces.Find(Sample("photo_020.jpg"))[0]);
        MyStyle.Engine.Faces.FaceEmbedder.Cosine(found, person).ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void Run_OnSceneWhosePersonIsSmall_SearchesItAgain()
    {
        string album = fixture.Album(CurationFixture.Photos(1, 6));
        RgbImage scene = new(1600, 900);
        Array.Fill(scene.Pixels, (byte)130);
        Place(scene, Resampler.Resize(Sample("other_003.jpg"), 640, 640), 40, 100);
        Place(scene, Sample("photo_020.jpg"), 1300, 640);
        ImageWriter.WriteJpeg(Path.Combine(album, "scene.jpg"), scene);

        CuratedPhoto photo = fixture.Run(CurationFixture.Options(album)).Photos.Single(p => p.File == "scene.jpg");

        photo.Verdict.ShouldBe(Verdict.Accept, photo.Reason);
        photo.Box!.Value.Left.ShouldBeGreaterThan(1300);
    }

    [Fact]
    public void Run_WithConfirmedPhoto_FollowsItAgainstTheLargerCluster()
    {
        string[] mine = CurationFixture.Photos(1, 3);
        string album = fixture.Album([.. mine, "other_003.jpg"]);
        for (int i = 1; i <= 4; i++)
        {
            RgbImage copy = Sample("other_003.jpg");
            ImageWriter.WriteJpeg(Path.Combine(album, $"other_copy_{i}.jpg"), Warp.Crop(copy, 3 * i, 2 * i, 224 - (4 * i), 224 - (4 * i)), 90);
        }

        CurationReport unguided = fixture.Run(CurationFixture.Options(album));
        unguided.Photos.Where(p => mine.Contains(p.File)).ShouldAllBe(p => p.Verdict == Verdict.WrongIdentity);

        CurationReport guided = fixture.Run(CurationFixture.Options(album) with { Confirmed = ["photo_001.jpg"] });

        guided.Photos.Where(p => mine.Contains(p.File)).ShouldAllBe(p => p.Verdict == Verdict.Accept);
        guided.Photos.Where(p => !mine.Contains(p.File)).ShouldAllBe(p => p.Verdict == Verdict.WrongIdentity);
        guided.Warnings.ShouldContain(w => w.Contains("confirm", StringComparison.Ordinal));
        // Remembered without being said again.
        fixture.Run(CurationFixture.Options(album)).Photos.Single(p => p.File == "photo_001.jpg").Verdict.ShouldBe(Verdict.Accept);
    }

    [Fact]
    public void Run_WithConfirmedPhotoFromElsewhere_UsesItAndRefusesWhatHasNoFace()
    {
        string album = fixture.Album("photo_001.jpg", "photo_002.jpg", "other_002.jpg");
        string elsewhere = Path.Combine(CurationFixture.SampleFolder, "photo_030.jpg");

        CurationReport report = fixture.Run(CurationFixture.Options(album) with { Confirmed = [elsewhere] });

        report.Count(Verdict.Accept).ShouldBe(2);
        string wall = Path.Combine(CurationFixture.SampleFolder, "noface_002.jpg");
        Should.Throw<EngineException>(() => fixture.Run(CurationFixture.Options(album) with { Confirmed = [wall] })).Message.ShouldContain("cannot stand for the person");
        Should.Throw<EngineException>(() => fixture.Run(CurationFixture.Options(album) with { Confirmed = ["/no/such.jpg"] })).Message.ShouldContain("no file");
    }

    [Fact]
    public void Run_AfterUserDecisions_KeepsThemAcrossRerunsAndRenames()
    {
        string album = fixture.Album([.. CurationFixture.Photos(1, 8), "dup_001.jpg", "other_001.jpg", "gray_001.jpg"]);
        CurationOptions options = CurationFixture.Options(album);
        CurationReport first = fixture.Run(options);
        string Hash(string file) => first.Photos.Single(p => p.File == file).ContentHash;
        first.Photos.Single(p => p.File == "dup_001.jpg").Verdict.ShouldBe(Verdict.Duplicate);

        DecisionStore decisions = DecisionStore.Open(options.OutputFolder);
        decisions.Set(Hash("photo_005.jpg"), "photo_005.jpg", UserDecision.Reject);
        decisions.Set(Hash("gray_001.jpg"), "gray_001.jpg", UserDecision.Keep);
        decisions.Set(Hash("dup_001.jpg"), "dup_001.jpg", UserDecision.Keep);
        decisions.Set(Hash("photo_007.jpg"), "photo_007.jpg", UserDecision.NotPerson);
        decisions.Save();
        File.Move(Path.Combine(album, "gray_001.jpg"), Path.Combine(album, "renamed.jpg"));
        CurationReport report = fixture.Run(options);

        CuratedPhoto Of(string file) => report.Photos.Single(p => p.File == file);
        report.Reused.ShouldBe(11);
        Of("photo_005.jpg").Verdict.ShouldBe(Verdict.Rejected);
        Of("renamed.jpg").Verdict.ShouldBe(Verdict.Accept);
        Of("renamed.jpg").Reason.ShouldContain("You kept it");
        Of("dup_001.jpg").Verdict.ShouldBe(Verdict.Accept);
        Of("photo_007.jpg").Verdict.ShouldBe(Verdict.WrongIdentity);
        File.Exists(Path.Combine(options.OutputFolder, "aligned", "photo_005.png")).ShouldBeFalse();
        File.Exists(Path.Combine(options.OutputFolder, "aligned", "renamed.png")).ShouldBeTrue();
    }

    [Fact]
    public void Run_WhenCancelled_KeepsWhatItComputed()
    {
        string album = fixture.Album(CurationFixture.Photos(1, 12));
        CurationOptions options = CurationFixture.Options(album) with { Workers = 1 };
        using CancellationTokenSource cancel = new();
        List<CurationProgress> heard = [];
        Heard progress = new(p =>
        {
            heard.Add(p);
            if (p.Done == 5)
            {
                cancel.Cancel();
            }
        });

        Should.Throw<OperationCanceledException>(() => new MyStyle.Engine.Curation.Curator(fixture.Faces).Run(options, progress, cancel.Token));
        CurationReport report = fixture.Run(options);

        heard[^1].Total.ShouldBe(12);
        heard[^1].PhotosPerSecond.ShouldBeGreaterThan(0);
        heard[^1].Remaining.ShouldNotBeNull();
        report.Reused.ShouldBe(5);
        report.Count(Verdict.Accept).ShouldBe(12);
    }

    [Fact]
    public void Run_WithDistances_MeasuresThemOnceAndReportsTheMean()
    {
        string album = fixture.Album(CurationFixture.Photos(1, 5));
        int calls = 0;
        CurationOptions options = CurationFixture.Options(album) with
        {
            Size = 64,
            DistanceName = "test distance",
            Distances = pictures =>
            {
                calls++;
                pictures.ShouldAllBe(p => p.Width == 64 && p.Height == 64);
                float[,] matrix = new float[pictures.Count, pictures.Count];
                for (int i = 0; i < pictures.Count; i++)
                {
                    for (int j = 0; j < pictures.Count; j++)
                    {
                        matrix[i, j] = Math.Abs(i - j);
                    }
                }

                return matrix;
            },
        };

        Coverage first = fixture.Run(options).Coverage;
        Coverage second = fixture.Run(options).Coverage;

        calls.ShouldBe(1);
        first.MeanDistance.ShouldBe(2.0);
        first.DistanceName.ShouldBe("test distance");
        second.MeanDistance.ShouldBe(2.0);
        second.AddLeast[0].Distance.ShouldBe(1.0);
    }

    [Fact]
    public void Run_AtAnotherSize_ReplacesThePictures()
    {
        string album = fixture.Album(CurationFixture.Photos(1, 2));
        CurationOptions options = CurationFixture.Options(album);
        fixture.Run(options);

        CurationReport report = fixture.Run(options with { Size = 64 });

        ImageFile.ReadHeader(Path.Combine(options.OutputFolder, report.Photos[0].Aligned!)).Width.ShouldBe(64);
    }

    [Fact]
    public void Run_OnSubfolders_ListsThemOnlyWhenAsked()
    {
        string album = fixture.Album(CurationFixture.Photos(1, 2));
        Directory.CreateDirectory(Path.Combine(album, "inner"));
        File.Copy(Path.Combine(CurationFixture.SampleFolder, "photo_009.jpg"), Path.Combine(album, "inner", "photo_001.jpg"));

        fixture.Run(CurationFixture.Options(album)).Photos.Count.ShouldBe(2);
        CurationReport all = fixture.Run(CurationFixture.Options(album) with { Recursive = true });

        all.Photos.Select(p => p.File).ShouldBe(["inner/photo_001.jpg", "photo_001.jpg", "photo_002.jpg"]);
        all.Photos.Select(p => p.Aligned).Distinct().Count().ShouldBe(3);
    }

    private string Message(string album) => Should.Throw<EngineException>(() => fixture.Run(CurationFixture.Options(album))).Message;

    private static RgbImage Sample(string name) => ImageFile.Read(Path.Combine(CurationFixture.SampleFolder, name));

    private static void Write(string album, string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(album, name), bytes);

    private static void Place(RgbImage scene, RgbImage picture, int left, int top)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            picture.Row(y).CopyTo(scene.Row(top + y)[(3 * left)..]);
        }
    }

    private sealed class Heard(Action<CurationProgress> hear) : IProgress<CurationProgress>
    {
        public void Report(CurationProgress value) => hear(value);
    }
}
