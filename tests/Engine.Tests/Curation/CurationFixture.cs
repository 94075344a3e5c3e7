using System.Text.Json;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Curation;

/// <summary>The bundled networks and the outcome of curating the bundled sample person, shared by the tests of a class.</summary>
public sealed class CurationFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mystyle-curation-").FullName;
    private readonly Lazy<CurationReport> _sample;

    public CurationFixture()
    {
        Faces = new FaceAnalyzer(FaceModels.Bundled(Repository.Asset("models")));
        _sample = new Lazy<CurationReport>(() => new Curator(Faces).Run(SampleOptions));
    }

    public FaceAnalyzer Faces { get; }

    public CurationOptions SampleOptions => new()
    {
        PhotosFolder = SampleFolder,
        OutputFolder = Path.Combine(_folder, "sample"),
        ReportPath = Path.Combine(_folder, "sample", "report.html"),
        Size = 128,
    };

    public CurationReport Sample => _sample.Value;

    internal static string SampleFolder => Repository.Asset("sample-person");

    public void Dispose()
    {
        Faces.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A new empty folder with room for an album and its output.</summary>
    internal string NewFolder() => Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>A new album of copies of bundled photos.</summary>
    internal string Album(params string[] names)
    {
        string album = Path.Combine(NewFolder(), "album");
        Directory.CreateDirectory(album);
        foreach (string name in names)
        {
            File.Copy(Path.Combine(SampleFolder, name), Path.Combine(album, name));
        }

        return album;
    }

    internal static CurationOptions Options(string album) => new() { PhotosFolder = album, OutputFolder = Path.Combine(Path.GetDirectoryName(album)!, "out") };

    internal CurationReport Run(CurationOptions options) => new Curator(Faces).Run(options);

    internal static string[] Photos(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"photo_{i:000}.jpg")];

    internal static JsonElement Labels(string path)
    {
        JsonElement root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        return root.TryGetProperty("labels", out JsonElement labels) ? labels : root;
    }

    /// <summary>Pictures side by side, each in a square of the same height.</summary>
    internal static RgbImage Beside(params RgbImage[] images)
    {
        RgbImage scene = new(images.Sum(i => i.Width), images.Max(i => i.Height));
        int left = 0;
        foreach (RgbImage image in images)
        {
            for (int y = 0; y < image.Height; y++)
            {
                image.Row(y).CopyTo(scene.Row(y)[(3 * left)..]);
            }

            left += image.Width;
        }

        return scene;
    }
}
