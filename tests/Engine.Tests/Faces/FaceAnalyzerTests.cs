using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Faces;

public sealed class FaceAnalyzerTests(FaceFixture fixture) : IClassFixture<FaceFixture>
{
    private readonly FaceAnalyzer _analyzer = fixture.Analyzer;

    [Fact]
    public void Find_InPortrait_SeesOneFaceWithEyesAboveNoseAboveMouth()
    {
        DetectedFace face = _analyzer.Find(FaceFixture.Sample("photo_001.jpg")).ShouldHaveSingleItem();

        face.Score.ShouldBeGreaterThan(0.7);
        FivePoints p = face.Points;
        p.EyeLeft.X.ShouldBeLessThan(p.EyeRight.X);
        p.MouthLeft.X.ShouldBeLessThan(p.MouthRight.X);
        p.Nose.Y.ShouldBeGreaterThan(Math.Max(p.EyeLeft.Y, p.EyeRight.Y));
        p.Nose.Y.ShouldBeLessThan(Math.Min(p.MouthLeft.Y, p.MouthRight.Y));
        face.Landmarks.Count.ShouldBe(68);
    }

    [Theory]
    [InlineData("noface_001.jpg")]
    [InlineData("noface_002.jpg")]
    public void Find_InLandscapeAndWall_SeesNoFace(string name) => _analyzer.Find(FaceFixture.Sample(name)).ShouldBeEmpty();

    [Fact]
    public void Find_OfFaceTooSmallForOneLook_FindsItInATile()
    {
        RgbImage scene = new(1400, 1000);
        Array.Fill(scene.Pixels, (byte)120);
        Paste(scene, FaceFixture.Sample("photo_001.jpg"), 900, 600);

        DetectedFace face = _analyzer.Find(scene).ShouldHaveSingleItem();

        face.Points.Nose.X.ShouldBeInRange(900, 900 + 224);
        face.Points.Nose.Y.ShouldBeInRange(600, 600 + 224);
    }

    [Fact]
    public void Find_OfTwoFaces_SeesBothInTheirPlaces()
    {
        RgbImage scene = new(448, 224);
        Paste(scene, FaceFixture.Sample("photo_001.jpg"), 0, 0);
        Paste(scene, FaceFixture.Sample("other_001.jpg"), 224, 0);

        IReadOnlyList<DetectedFace> faces = _analyzer.Find(scene);

        faces.Count.ShouldBe(2);
        faces.Count(f => f.Points.Nose.X < 224).ShouldBe(1);
    }

    [Fact]
    public void Find_InMirroredPhoto_MirrorsPointsAndYaw()
    {
        RgbImage photo = FaceFixture.Sample("photo_021.jpg");
        RgbImage mirrored = new(photo.Width, photo.Height, (byte[])photo.Pixels.Clone());
        Warp.MirrorInPlace(mirrored);

        DetectedFace a = _analyzer.Find(photo).ShouldHaveSingleItem();
        DetectedFace b = _analyzer.Find(mirrored).ShouldHaveSingleItem();

        b.Points.EyeLeft.X.ShouldBe(photo.Width - 1 - a.Points.EyeRight.X, 2);
        b.Points.MouthRight.X.ShouldBe(photo.Width - 1 - a.Points.MouthLeft.X, 2);
        b.Pose.Yaw.ShouldBe(-a.Pose.Yaw, 3);
        a.Pose.Yaw.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Embed_OfOnePersonAndAnother_SeparatesThem()
    {
        float[] anchor = Embed("photo_001.jpg");
        FaceThresholds thresholds = _analyzer.Embedder.Model.Thresholds;

        FaceEmbedder.Cosine(anchor, anchor).ShouldBe(1, 1e-5);
        FaceEmbedder.Cosine(anchor, Embed("photo_020.jpg")).ShouldBeGreaterThan(thresholds.SamePersonStrict);
        for (int i = 1; i <= 4; i++)
        {
            // The strict line: the generator's people resemble each other more than people do.
            FaceEmbedder.Cosine(anchor, Embed($"other_00{i}.jpg")).ShouldBeLessThan(thresholds.SamePersonStrict);
        }
    }

    [Fact]
    public void EmbedAligned_OfAlignedFaces_EqualsEmbeddingFromThePhotos()
    {
        string[] names = ["photo_001.jpg", "photo_014.jpg", "other_001.jpg"];
        RgbImage[] aligned = [.. names.Select(n => Align(n, 128))];

        IReadOnlyList<float[]> embeddings = _analyzer.EmbedAligned([.. aligned]);

        for (int i = 0; i < names.Length; i++)
        {
            FaceEmbedder.Cosine(embeddings[i], Embed(names[i])).ShouldBeGreaterThan(0.99);
        }
    }

    [Fact]
    public void EmbedAligned_OfPictureWithoutFace_FallsBackToCanonicalPoints()
    {
        RgbImage grey = new(128, 128);
        Array.Fill(grey.Pixels, (byte)128);

        _analyzer.FindAligned([grey, Align("photo_001.jpg", 128)])[0].ShouldBe(FfhqAlignment.CanonicalPoints(128));
        float[] embedding = _analyzer.EmbedAligned([grey])[0];

        embedding.Length.ShouldBe(128);
        embedding.Sum(v => v * v).ShouldBe(1f, 1e-4f);
    }

    [Fact]
    public void Align_OfPortrait_PutsTheFaceOnTheCanonicalPoints()
    {
        FivePoints expected = FfhqAlignment.CanonicalPoints(128);

        FivePoints found = _analyzer.FindAligned([Align("photo_001.jpg", 128)])[0];

        foreach ((Point2 a, Point2 b) in found.ToArray().Zip(expected.ToArray()))
        {
            (a - b).Length.ShouldBeLessThan(9);
        }
    }

    [Fact]
    public void ReadExpression_OfFaces_SumsToOneAndTellsASmile()
    {
        FaceExpression smiling = Expression("photo_010.jpg");
        FaceExpression serious = Expression("photo_012.jpg");

        (smiling.Neutral + smiling.Happy + smiling.Sad + smiling.Angry + smiling.Fearful + smiling.Disgusted + smiling.Surprised).ShouldBe(1, 1e-4);
        smiling.Strongest.ShouldBe("happy");
        smiling.Happy.ShouldBeGreaterThan(serious.Happy + 0.5);
    }

    [Fact]
    public void Find_FromSeveralThreads_GivesTheSameAsAlone()
    {
        RgbImage[] photos = [.. Enumerable.Range(1, 8).Select(i => FaceFixture.Sample($"photo_00{i}.jpg"))];
        Point2[] alone = [.. photos.Select(p => _analyzer.Find(p)[0].Points.Nose)];
        Point2[] together = new Point2[photos.Length];

        Parallel.For(0, photos.Length, i => together[i] = _analyzer.Find(photos[i])[0].Points.Nose);

        together.ShouldBe(alone);
    }

    [Fact]
    public void Analyzer_WithoutExpressionModel_SaysSo()
    {
        using FaceAnalyzer analyzer = new(FaceModels.Bundled(Repository.Asset("models")) with { Expression = null });

        analyzer.ReadsExpressions.ShouldBeFalse();
        Should.Throw<EngineException>(() => analyzer.ReadExpression(FaceFixture.Sample("photo_001.jpg"), FfhqAlignment.CanonicalPoints(224)));
    }

    [Fact]
    public void Analyzer_WithMissingOrWrongModel_SaysWhichFile()
    {
        FaceModels bundled = FaceModels.Bundled(Repository.Asset("models"));

        Should.Throw<EngineException>(() => new FaceAnalyzer(bundled with { Detector = "/no/such.onnx" })).Message.ShouldContain("/no/such.onnx");
        Should.Throw<EngineException>(() => new FaceAnalyzer(bundled with { Detector = bundled.Landmarks })).Message.ShouldContain("BlazeFace");
        string text = Repository.Asset("sample-person", "labels.json");
        Should.Throw<EngineException>(() => new FaceAnalyzer(bundled with { Landmarks = text })).Message.ShouldContain("labels.json");
    }

    [Fact]
    public void PluggedInArcFaceModel_WithItsOwnTemplate_SeparatesPeople()
    {
        FaceEmbedderModel model = FaceEmbedderModel.ArcFace("mobilefacenet", Golden.Shared("models", "face_embedding_mobilefacenet.onnx"), rawLevels: true);
        using FaceEmbedder embedder = new(model with { AddMirrored = true });
        float[] Run(string name)
        {
            RgbImage photo = FaceFixture.Sample(name);
            return embedder.Embed([(photo, _analyzer.Find(photo)[0].Points)])[0];
        }

        float[] anchor = Run("photo_001.jpg");

        FaceEmbedder.Cosine(anchor, Run("photo_003.jpg")).ShouldBeGreaterThan(model.Thresholds.SamePerson);
        FaceEmbedder.Cosine(anchor, Run("other_001.jpg")).ShouldBeLessThan(model.Thresholds.SamePerson);
    }

    private float[] Embed(string name)
    {
        RgbImage photo = FaceFixture.Sample(name);
        return _analyzer.Embed(photo, _analyzer.Find(photo)[0]);
    }

    private RgbImage Align(string name, int size)
    {
        RgbImage photo = FaceFixture.Sample(name);
        return FaceAnalyzer.Align(photo, _analyzer.Find(photo)[0], size).Image;
    }

    private FaceExpression Expression(string name)
    {
        RgbImage photo = FaceFixture.Sample(name);
        return _analyzer.ReadExpression(photo, _analyzer.Find(photo)[0].Points);
    }

    private static void Paste(RgbImage scene, RgbImage picture, int left, int top)
    {
        for (int y = 0; y < picture.Height; y++)
        {
            picture.Row(y).CopyTo(scene.Row(top + y)[(3 * left)..]);
        }
    }
}
