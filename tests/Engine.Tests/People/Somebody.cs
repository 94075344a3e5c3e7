using MyStyle.Engine.People;
using MyStyle.Engine.Tests.Weights;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.People;

/// <summary>A small person for tests: three anchors of width four.</summary>
internal static class Somebody
{
    public const string PriorSha256 = "ab6a7da696295ec4c638eab619dc6513f253c21d98ece9746fefe12ec225d59c";

    public static Person Create(string name = "Ada") => new()
    {
        Manifest = new PersonManifest
        {
            Name = name,
            Prior = new PriorReference("demo-faces-128", PriorSha256, 128),
            Encoder = "demo-faces-128-encoder",
            PerceptualNetwork = "lpips-alex",
            Hyperparameters = new Dictionary<string, double> { ["passes"] = 12, ["learningRate"] = 3e-4 },
            Seed = 7,
            Versions = new Dictionary<string, string> { ["mystyle"] = "0.1.0", ["libtorch"] = "2.10.0" },
            CreatedUtc = DateTimeOffset.UnixEpoch,
            UpdatedUtc = DateTimeOffset.UnixEpoch.AddDays(1),
            Before = new PersonMetrics(0.37, "lpips-alex", 0.1, 0.56),
            After = new PersonMetrics(0.22, "lpips-alex", 0.05, 0.92),
            Photos = [new("a photo.jpg", new string('0', 64)), new("Größe.png"), new("c.webp")],
            HeldOut = [new("d.jpg")],
        },
        Generator = CreateGenerator(),
        Anchors = [[1f / 3, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, -12.5f]],
        Embeddings = [[0.6f, 0.8f], [1, 0], [0, 1]],
        EmbeddingModel = "face-embedding-dlib128",
        Thumbnails = new Dictionary<string, byte[]> { ["a photo.jpg"] = [1, 2, 3], ["Größe.png"] = [4] },
        Directions = new Dictionary<string, float[]> { ["my smile"] = [0, 0.6f, 0.8f, 0] },
    };

    /// <summary>A generator of 8 pixels with one value that half precision cannot hold, a clamp, and a spread of w.</summary>
    public static GeneratorWeights CreateGenerator()
    {
        GeneratorWeights tiny = GeneratorWeights.From(TinyGenerator.Rosinality());
        var tensors = new Dictionary<string, StoredTensor>(tiny.Tensors) { ["synthesis.b4.torgb.bias"] = StoredTensor.FromFloats([1f / 3, 1e6f, -1], 3) };
        return GeneratorWeights.Create(tensors, convClamp: 256, latentStd: StoredTensor.FromFloats([0.5f], 1));
    }
}
