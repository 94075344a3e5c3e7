using MyStyle.Engine.Anchors;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Workshop;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Workshop;

/// <summary>Six photos of the sample person on the untuned demo prior: a person in every respect but the tuning.</summary>
public sealed class DemoPerson : IDisposable
{
    /// <summary>How many photos.</summary>
    public const int Count = 6;

    public DemoPerson()
    {
        TorchRuntime.Load();
        using var scope = NewDisposeScope();
        Toolbox = new Toolbox(new ModelDirectories(Repository.Asset("models"), [Path.GetTempPath()]), EngineDevice.Cpu);
        LoadedPrior prior = Toolbox.LoadPrior(ModelCatalogue.DemoPrior);
        using StyleGenerator generator = prior.Generator;
        string[] names = [.. Enumerable.Range(1, Count).Select(i => $"photo_00{i}.jpg")];
        Photos = [.. names.Select(name => Align(ImageFile.Read(Repository.Asset("sample-person", name))))];
        RowMatrix anchors = AnchorInversion.Encode(Toolbox.LoadEncoder(Toolbox.EncoderFor(prior.Reference)!, generator), Photos, CPU);
        var person = new Person
        {
            Manifest = new PersonManifest
            {
                Name = "Ann",
                Prior = prior.Reference,
                PerceptualNetwork = Toolbox.PerceptualName,
                Photos = [.. names.Select(name => new PersonPhoto(name))],
            },
            Generator = generator.ToWeights(ElementType.Float32),
            Anchors = [.. Enumerable.Range(0, Count).Select(i => Array.ConvertAll(anchors.Row(i).ToArray(), value => (float)value))],
            Embeddings = [.. Toolbox.Faces.EmbedAligned(Photos)],
            EmbeddingModel = Toolbox.Faces.Embedder.Model.Name,
        };
        Prior = new PersonalPrior(person, CPU);
    }

    public Toolbox Toolbox { get; }

    public FaceAnalyzer Faces => Toolbox.Faces;

    /// <summary>The aligned photos.</summary>
    public IReadOnlyList<RgbImage> Photos { get; }

    public PersonalPrior Prior { get; }

    /// <summary>The code of an anchor.</summary>
    public PersonalCode AnchorCode(int index)
    {
        RowMatrix alpha = new(Prior.LayerCount, Count);
        for (int layer = 0; layer < alpha.Rows; layer++)
        {
            alpha[layer, index] = 1;
        }

        return new PersonalCode(alpha, Prior.Hull.Points(alpha));
    }

    public void Dispose()
    {
        Prior.Dispose();
        Toolbox.Dispose();
    }

    private RgbImage Align(RgbImage photo) => FaceAnalyzer.Align(photo, new PhotoPreparation(Faces, 128).MainFace(photo)!, 128).Image;
}
