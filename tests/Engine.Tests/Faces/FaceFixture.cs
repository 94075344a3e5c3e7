using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Faces;

/// <summary>The bundled networks, loaded once for all tests of a class.</summary>
public sealed class FaceFixture : IDisposable
{
    public FaceAnalyzer Analyzer { get; } = new(FaceModels.Bundled(Repository.Asset("models")));

    public void Dispose() => Analyzer.Dispose();

    internal static RgbImage Sample(string name) => ImageFile.Read(Repository.Asset("sample-person", name));
}
