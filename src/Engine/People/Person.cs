using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>Everything a person is, in memory. k is the width of W (512 for FFHQ), N the number of anchors.</summary>
public sealed record Person
{
    /// <summary>What it is, in words and figures.</summary>
    public required PersonManifest Manifest { get; init; }

    /// <summary>The tuned generator.</summary>
    public required GeneratorWeights Generator { get; init; }

    /// <summary>The anchors in W, [N][k], in the order of <see cref="PersonManifest.Photos"/>.</summary>
    public required float[][] Anchors { get; init; }

    /// <summary>Face descriptors of the reference photos in the same order, [N][d]; empty if there are none.</summary>
    public float[][] Embeddings { get; init; } = [];

    /// <summary>Which network the descriptors are of; empty if there are none.</summary>
    public string EmbeddingModel { get; init; } = "";

    /// <summary>Small pictures by file name (.jpg, .png or .webp), encoded.</summary>
    public IReadOnlyDictionary<string, byte[]> Thumbnails { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>The person's own directions in W, [k], by name.</summary>
    public IReadOnlyDictionary<string, float[]> Directions { get; init; } = new Dictionary<string, float[]>();
}
