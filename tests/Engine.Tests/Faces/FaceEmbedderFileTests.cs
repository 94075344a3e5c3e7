using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Faces;

public class FaceEmbedderFileTests
{
    [Fact]
    public void AnotherNetwork_ByDescription_TellsPeopleApart()
    {
        string onnx = Golden.Shared("models", "face_embedding_mobilefacenet.onnx");
        using var folder = new TemporaryFolder();
        string description = Path.Combine(folder.Path, "mine.json");
        File.WriteAllText(description, $$"""
            {
              "name": "mine", "model": "{{onnx}}", "mean": 0, "scale": 1,
              "thresholds": { "samePerson": 0.28, "samePersonStrict": 0.3, "album": 0.33, "duplicate": 0.9, "duplicateStrict": 0.94 }
            }
            """);
        FaceModels bundled = FaceModels.Bundled(Repository.Asset("models"));
        using var faces = new FaceAnalyzer(bundled with { Embedder = FaceEmbedderFile.Read(description) });
        float[] Embed(string name)
        {
            RgbImage photo = ImageFile.Read(Repository.Asset("sample-person", name));
            return faces.Embed(photo, faces.Find(photo)[0]);
        }

        float[] first = Embed("photo_001.jpg");
        FaceEmbedder.Cosine(first, Embed("photo_002.jpg")).ShouldBeGreaterThan(0.28);
        FaceEmbedder.Cosine(first, Embed("other_001.jpg")).ShouldBeLessThan(0.28);
    }

    [Theory]
    [InlineData("{ }", "name")]
    [InlineData("""{ "name": "x", "model": "nowhere.onnx" }""", "not there")]
    [InlineData("""{ "name": "x", "size": 3 }""", "size")]
    [InlineData("<html>", "cannot be read")]
    public void Description_ThatIsWrong_IsNamed(string text, string part)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "mine.json");
        File.WriteAllText(path, text);
        Should.Throw<EngineException>(() => FaceEmbedderFile.Read(path)).Message.ShouldContain(part);
    }
}
