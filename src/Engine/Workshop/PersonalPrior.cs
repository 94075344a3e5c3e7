using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Workshop;

/// <summary>A person ready to work with: the tuned generator, the hull of the anchors, and who the person is.</summary>
public sealed class PersonalPrior : IDisposable
{
    internal const int RenderBatch = 8;

    /// <summary>Loads a person's weights.</summary>
    /// <param name="person">What the folder or archive holds.</param>
    /// <param name="device">Where tensors live.</param>
    /// <param name="precision">What the generator computes in.</param>
    public PersonalPrior(Person person, Device device, Precision precision = Precision.Float32)
    {
        ArgumentNullException.ThrowIfNull(person);
        Person = person;
        Generator = new StyleGenerator(person.Generator, device, precision);
        Generator.Synthesis.Freeze();
        Hull = new AnchorHull(
            RowMatrix.FromRows([.. person.Anchors.Select(anchor => anchor.Select(value => (double)value).ToArray())]),
            [.. person.Manifest.Photos.Select(photo => photo.Name)]);
        Projector = new HullProjector(Hull);
        Identity = person.Embeddings.Length == 0 ? null : new ReferenceIdentity(person.Embeddings);
    }

    /// <summary>What is on disk.</summary>
    public Person Person { get; }

    /// <summary>The tuned generator.</summary>
    public StyleGenerator Generator { get; }

    /// <summary>The hull of the anchors.</summary>
    public AnchorHull Hull { get; }

    /// <summary>Projection back into the hull; belongs to one thread.</summary>
    public HullProjector Projector { get; }

    /// <summary>Who the person is, by the reference photos' embeddings; null if they were not kept.</summary>
    public ReferenceIdentity? Identity { get; }

    /// <summary>Layers of a code.</summary>
    public int LayerCount => Generator.Architecture.LayerCount;

    /// <summary>Side of the pictures, in pixels.</summary>
    public int Resolution => Generator.Architecture.Resolution;

    /// <summary>Measures identity by the person's own descriptors; null without them, or where another network made them.</summary>
    /// <param name="faces">Describes faces; null for none.</param>
    public IdentityMeter? Meter(FaceAnalyzer? faces) =>
        faces is not null && Identity is { } identity && Person.EmbeddingModel == faces.Embedder.Model.Name ? new IdentityMeter(faces, identity) : null;

    /// <summary>Renders codes.</summary>
    /// <param name="codes">Each [layers, dim W].</param>
    public IReadOnlyList<RgbImage> Render(IReadOnlyList<RowMatrix> codes) => Render(Generator, codes);

    /// <summary>Renders coordinates over the anchors.</summary>
    /// <param name="alphas">Each [layers, N], or [1, N] for the same on every layer.</param>
    public IReadOnlyList<RgbImage> RenderAlpha(IReadOnlyList<RowMatrix> alphas) =>
        Render([.. alphas.Select(alpha => Hull.Points(alpha.Rows == 1 ? RowMatrix.Repeat(alpha.Row(0), LayerCount) : alpha))]);

    /// <summary>Renders codes with any generator.</summary>
    /// <param name="generator">The tuned generator, or the prior for comparison.</param>
    /// <param name="codes">Each [layers, dim W].</param>
    public static IReadOnlyList<RgbImage> Render(StyleGenerator generator, IReadOnlyList<RowMatrix> codes)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(codes);
        using IDisposable noGrad = no_grad();
        var pictures = new List<RgbImage>(codes.Count);
        foreach (RowMatrix[] batch in codes.Chunk(RenderBatch))
        {
            using var scope = NewDisposeScope();
            Tensor ws = stack([.. batch.Select(code => Codes.ToTensor(code, generator.Device))]);
            pictures.AddRange(ImageTensors.ToImages(generator.Synthesis.Forward(ws)));
        }

        return pictures;
    }

    /// <inheritdoc/>
    public void Dispose() => Generator.Dispose();
}
