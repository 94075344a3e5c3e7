using CsCheck;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Curation;

public sealed class CurationPartsTests : IDisposable
{
    private static readonly FaceThresholds Cosines = FaceEmbedderModel.Dlib128("unused").Thresholds;
    private readonly string _folder = Directory.CreateTempSubdirectory("mystyle-parts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void IdentityFinder_WithoutAWord_TakesTheLargestConsistentCluster()
    {
        Random random = new(5);
        float[] a = Direction(random);
        float[] b = Direction(random);
        List<IReadOnlyList<float[]>> photos = [];
        for (int i = 0; i < 9; i++)
        {
            photos.Add([Near(a, random), Near(b, random)]);
            photos.Add(i < 5 ? [Near(b, random)] : [Near(a, random)]);
        }

        photos.Add([Direction(random)]);
        Identity identity = new IdentityFinder(Cosines, Cosines.Album).Find(photos, [], []);

        // Person b is in 14 photos, person a in 13.
        identity.Photos.Count.ShouldBe(14);
        identity.Scores[0][1].ShouldBeGreaterThan(Cosines.Album);
        identity.Scores[0][0].ShouldBeLessThan(Cosines.Album);
        identity.Scores[^1][0].ShouldBeLessThan(Cosines.Album);
    }

    [Fact]
    public void IdentityFinder_WithConfirmedAndRejectedFaces_FollowsThem()
    {
        Random random = new(6);
        float[] a = Direction(random);
        float[] b = Direction(random);
        IReadOnlyList<float[]>[] photos = [[Near(a, random)], [Near(a, random)], [Near(a, random)], [Near(b, random)], [Near(b, random)]];
        IdentityFinder finder = new(Cosines, Cosines.Album);

        finder.Find(photos, [], []).Photos.ShouldBe([0, 1, 2]);
        finder.Find(photos, [Near(b, random)], []).Photos.ShouldBe([3, 4]);
        finder.Find(photos, [], [a]).Photos.ShouldBe([3, 4]);
    }

    [Fact]
    public void DuplicateFinder_OnGroup_KeepsTheFirstAndNamesItAsTheKeeper()
    {
        DuplicateFinder finder = new(new CurationThresholds(), 0.985);
        byte[] patch = Patch(1);
        DuplicateFinder.Candidate best = Candidate("a", default, patch);
        DuplicateFinder.Candidate brighter = Candidate("b", new PerceptualHash(7, 0, 0, 0), [.. patch.Select(v => (byte)(v + 20))]);
        DuplicateFinder.Candidate sameBytes = Candidate("a", default, patch);
        DuplicateFinder.Candidate other = Candidate("c", new PerceptualHash(0, ulong.MaxValue, 0, 0), Patch(2));

        IReadOnlyList<(int Keeper, double Patch)?> copies = finder.Find([best, brighter, other, sameBytes, brighter with { ContentHash = "d", MustKeep = true }]);

        copies[0].ShouldBeNull();
        copies[1]!.Value.Keeper.ShouldBe(0);
        copies[2].ShouldBeNull();
        copies[3]!.Value.Keeper.ShouldBe(0);
        copies[4].ShouldBeNull();
    }

    [Fact]
    public void DuplicateFinder_OnCloseEmbeddingAlone_IsNotConvinced()
    {
        DuplicateFinder.Candidate a = Candidate("a", default, Patch(1));
        DuplicateFinder.Candidate b = Candidate("b", new PerceptualHash(0, ulong.MaxValue, 0, 0), Patch(2));

        new DuplicateFinder(new CurationThresholds(), 0.985).Compare(a, b).Copy.ShouldBeFalse();
        new DuplicateFinder(new CurationThresholds { DuplicatePatch = -1 }, 0.985).Compare(a, b).Copy.ShouldBeTrue();
    }

    [Fact]
    public void Split_OfSeries_NeverPartsThemAndDependsOnSeedAndContentOnly()
    {
        Gen.Select(Gen.Int[10, 60], Gen.Int[0, 1000]).Sample((count, seed) =>
        {
            Random random = new(seed);
            DuplicateFinder.Candidate[] photos = [.. Enumerable.Range(0, count).Select(i => Candidate($"{i:x4}{seed}", Look(random), Patch(random.Next())))];
            // Every third photo repeats the look of the one before it.
            for (int i = 2; i < count; i += 3)
            {
                photos[i] = photos[i] with { Look = photos[i - 1].Look };
            }

            bool[] test = Split.Choose(photos, 0.2, seed);
            int[] order = [.. Enumerable.Range(0, count).OrderBy(_ => random.Next())];
            bool[] shuffled = Split.Choose([.. order.Select(i => photos[i])], 0.2, seed);
            bool together = Enumerable.Range(0, count).Where(i => i % 3 == 2).All(i => test[i] == test[i - 1]);
            bool same = order.Select((from, to) => shuffled[to] == test[from]).All(x => x);
            return together && same && test.Count(t => t) <= Math.Round(0.2 * count) && test.Any(t => t);
        }, iter: 15);
    }

    [Fact]
    public void Split_OfFewPhotos_SetsNoneAside()
        => Split.Choose([.. Enumerable.Range(0, 9).Select(i => Candidate($"{i}", default, Patch(i)))], 0.5, 0).ShouldAllBe(t => !t);

    [Fact]
    public void PerceptualHash_OfEditedPhoto_StaysNear()
    {
        RgbImage photo = ImageFile.Read(Path.Combine(CurationFixture.SampleFolder, "photo_001.jpg"));
        RgbImage other = ImageFile.Read(Path.Combine(CurationFixture.SampleFolder, "other_001.jpg"));
        PerceptualHash hash = PerceptualHash.Of(photo);

        hash.Distance(hash).ShouldBe(0);
        hash.Distance(PerceptualHash.Of(ImageFile.Decode(ImageWriter.EncodeJpeg(photo, 30), "x.jpg"))).ShouldBeLessThan(20);
        hash.Distance(PerceptualHash.Of(Resampler.Resize(photo, 500, 500))).ShouldBeLessThan(20);
        hash.Distance(PerceptualHash.Of(other)).ShouldBeGreaterThan(40);
    }

    [Fact]
    public void BlurMeter_OnEverMoreBlurredPhoto_Rises()
    {
        RgbImage photo = ImageFile.Read(Path.Combine(CurationFixture.SampleFolder, "photo_001.jpg"));
        double before = 0;
        foreach (double sigma in new[] { 0, 1.0, 2.0, 4.0 })
        {
            Mask luma = Mask.Luma(Gaussian.Blur(FloatImage.FromRgb(photo), sigma).ToRgb());
            double blur = BlurMeter.Measure(luma, 40, 40, 184, 184);
            blur.ShouldBeInRange(before + 0.05, 1);
            before = blur;
        }
    }

    [Fact]
    public void BlockMeter_OnEverStrongerCompression_Rises()
    {
        RgbImage photo = ImageFile.Read(Path.Combine(CurationFixture.SampleFolder, "photo_001.jpg"));
        FaceBox area = new(60, 60, 100, 100);
        double Measure(int quality) => BlockMeter.Measure(ImageFile.Decode(ImageWriter.EncodeJpeg(photo, quality), "x.jpg"), area);

        Measure(95).ShouldBeLessThan(2);
        Measure(20).ShouldBeGreaterThan(Measure(40));
        Measure(5).ShouldBeGreaterThan(new CurationThresholds().Blockiness);
    }

    [Fact]
    public void ChromaMeter_OnGreyAndTonedPhotos_FindsNoColour()
    {
        RgbImage photo = ImageFile.Read(Path.Combine(CurationFixture.SampleFolder, "photo_001.jpg"));
        RgbImage grey = new(photo.Width, photo.Height);
        RgbImage sepia = new(photo.Width, photo.Height);
        byte[] luma = Mask.Luma(photo).Values;
        for (int i = 0; i < luma.Length; i++)
        {
            grey.Pixels.AsSpan(3 * i, 3).Fill(luma[i]);
            sepia.Pixels[3 * i] = (byte)Math.Min(255, luma[i] * 1.07);
            sepia.Pixels[(3 * i) + 1] = (byte)(luma[i] * 0.95);
            sepia.Pixels[(3 * i) + 2] = (byte)(luma[i] * 0.75);
        }

        double line = new CurationThresholds().Chroma;
        ChromaMeter.Spread(grey).ShouldBeLessThan(0.1);
        ChromaMeter.Spread(sepia).ShouldBeLessThan(line);
        ChromaMeter.Spread(photo).ShouldBeGreaterThan(line);
    }

    [Fact]
    public void QualityTests_OnBurntAndDarkFaces_SaySo()
    {
        QualityTests tests = new(new CurationThresholds(), 128);
        FaceMeasures good = new() { Side = 200, Chroma = 10, Blur = 0.4 };

        tests.Judge(good, 1).ShouldBeNull();
        tests.Judge(good with { Overexposed = 0.4 }, 1)!.Value.Reason.ShouldBe("40% of the face is burnt out.");
        tests.Judge(good with { Underexposed = 0.7 }, 1)!.Value.Verdict.ShouldBe(Verdict.LowQuality);
        tests.Judge(good, 12)!.Value.Reason.ShouldContain("blocks");
        tests.JudgePose(good with { Yaw = 60 })!.Value.Reason.ShouldContain("right");
        tests.JudgePose(good with { Pitch = -45 })!.Value.Reason.ShouldContain("down");
        tests.JudgePose(good).ShouldBeNull();
    }

    [Fact]
    public void AnchorReview_OnErrors_FlagsWhatStandsOutWorstFirst()
    {
        Dictionary<string, double> errors = Enumerable.Range(0, 20).ToDictionary(i => $"p{i:00}", i => 0.2 + (0.002 * i));
        errors["bad"] = 0.4;
        errors["worse"] = 0.6;

        AnchorReview.Outliers(errors).ShouldBe(["worse", "bad"]);
        AnchorReview.Outliers(new Dictionary<string, double> { ["a"] = 1, ["b"] = 9 }).ShouldBeEmpty();
    }

    [Fact]
    public void AlignedFolder_OnNamesThatDifferOnlyInExtension_KeepsThemApart()
    {
        IReadOnlyDictionary<string, string> names = AlignedFolder.Names(["a.jpg", "a.png", "x/a.jpg", "A.webp"]);

        names["a.jpg"].ShouldBe("aligned/a.png");
        names["a.png"].ShouldBe("aligned/a_png.png");
        names.Values.Select(v => v.ToLowerInvariant()).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void AnalysisCache_CutOffInTheMiddleOfALine_LosesOnlyThatLine()
    {
        string path = Path.Combine(_folder, "cache.jsonl");
        PhotoAnalysis analysis = new()
        {
            ContentHash = "abc",
            Width = 5,
            Look = new PerceptualHash(1, 2, 3, ulong.MaxValue),
            Faces = [Candidate("abc", default, Patch(3)).Face],
        };
        using (AnalysisCache cache = AnalysisCache.Open(path, "key"))
        {
            cache.Add(analysis);
            cache.Stamp("a.jpg", 10, 20, "abc");
        }

        File.AppendAllText(path, "{\"Photo\":{\"ContentHash\":\"de");
        using (AnalysisCache cache = AnalysisCache.Open(path, "key"))
        {
            cache.HashOf("a.jpg", 10, 20).ShouldBe("abc");
            cache.HashOf("a.jpg", 11, 20).ShouldBeNull();
            PhotoAnalysis back = cache.Find("abc")!;
            back.Look.ShouldBe(analysis.Look);
            back.Faces[0].Embedding.ShouldBe(analysis.Faces[0].Embedding);
            back.Faces[0].Patch.ShouldBe(analysis.Faces[0].Patch);
            back.Faces[0].Points.ShouldBe(analysis.Faces[0].Points);
            cache.Add(analysis with { ContentHash = "new" });
        }

        using AnalysisCache reopened = AnalysisCache.Open(path, "key");
        reopened.Find("new").ShouldNotBeNull();
        using AnalysisCache otherKey = AnalysisCache.Open(path, "other key");
        otherKey.Find("abc").ShouldBeNull();
    }

    [Fact]
    public void DecisionStore_ThatIsDamaged_IsNotOverwritten()
    {
        string path = Path.Combine(_folder, DecisionStore.FileName);
        File.WriteAllText(path, "{ \"abc\": ");

        Should.Throw<EngineException>(() => DecisionStore.Open(_folder)).Message.ShouldContain(DecisionStore.FileName);

        File.ReadAllText(path).ShouldBe("{ \"abc\": ");
    }

    [Fact]
    public void CurationJson_WithoutFileOrDamaged_SaysWhatToDo()
    {
        Should.Throw<EngineException>(() => CurationJson.Read(_folder)).Message.ShouldContain("mystyle curate");
        File.WriteAllText(Path.Combine(_folder, CurationJson.FileName), "[");
        Should.Throw<EngineException>(() => CurationJson.Read(_folder)).Message.ShouldContain("again");
    }

    private static DuplicateFinder.Candidate Candidate(string hash, PerceptualHash look, byte[] patch)
    {
        float[] embedding = new float[128];
        embedding[0] = 1;
        AnalysedFace face = new()
        {
            Points = FfhqAlignment.CanonicalPoints(100),
            Measures = new FaceMeasures { Side = 100 },
            Embedding = embedding,
            Patch = patch,
        };
        return new DuplicateFinder.Candidate(hash, look, face, MustKeep: false);
    }

    private static byte[] Patch(int seed)
    {
        byte[] patch = new byte[1024];
        new Random(seed).NextBytes(patch);
        return [.. patch.Select(v => (byte)(v % 200))];
    }

    private static PerceptualHash Look(Random random)
        => new((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64());

    /// <summary>Unit vectors with a common part, so that strangers' cosines are high as they are for the bundled network.</summary>
    private static float[] Direction(Random random)
    {
        float[] v = [.. Enumerable.Range(0, 128).Select(i => (float)((i == 0 ? 20 : 0) + Normal(random)))];
        return Unit(v);
    }

    private static float[] Near(float[] v, Random random) => Unit([.. v.Select(x => x + (float)(0.015 * Normal(random)))]);

    private static float[] Unit(float[] v)
    {
        float norm = MathF.Sqrt(v.Sum(x => x * x));
        return [.. v.Select(x => x / norm)];
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
