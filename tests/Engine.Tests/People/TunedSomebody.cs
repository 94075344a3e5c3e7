using MyStyle.Engine.Hull;
using MyStyle.Engine.People;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Weights;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.People;

/// <summary>A random prior of 8 pixels in a file, and a small person who was tuned from it a little.</summary>
internal sealed class TunedSomebody
{
    private const int Channels = 24;
    private const int WDim = 6;

    public TunedSomebody(TemporaryFolder home)
    {
        PriorPath = home.File("prior.safetensors");
        OtherPriorPath = home.File("other.safetensors");
        Prior = Random(1);
        SafetensorsWriter.Write(PriorPath, Prior.ToNvidia());
        SafetensorsWriter.Write(OtherPriorPath, Random(2).ToNvidia());
        Person somebody = Somebody.Create();
        Person = somebody with
        {
            Generator = Tune(Prior),
            Anchors = [[0.3f, 1, -1, 0, 2, 0.1f], [1, 0, 0, 1f / 3, 0, -1], [-1, -1, 2, 0, 1, 0.5f]],
            Manifest = somebody.Manifest with { Prior = new PriorReference("prior", Engine.Workshop.Toolbox.Hash(PriorPath), 8) },
        };
    }

    public string PriorPath { get; }

    public string OtherPriorPath { get; }

    public GeneratorWeights Prior { get; }

    public Person Person { get; }

    /// <summary>All weights of the synthesis network move by a twentieth of their size; the mapping network and the noise maps stay.</summary>
    private static GeneratorWeights Tune(GeneratorWeights prior)
    {
        var random = new PortableRandom(3);
        return prior.With(prior.Tensors
            .Where(entry => entry.Key.StartsWith("synthesis.", StringComparison.Ordinal) && !entry.Key.EndsWith("noise_const", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key, entry => Map(entry.Value, value => value + (0.05f * (float)random.NextBell()))));
    }

    private static GeneratorWeights Random(ulong seed)
    {
        var random = new PortableRandom(seed);
        GeneratorWeights numbered = GeneratorWeights.From(TinyGenerator.Rosinality(Channels, WDim));
        return numbered.With(numbered.Tensors.ToDictionary(
            entry => entry.Key,
            entry => Map(entry.Value, _ => (entry.Key.EndsWith("affine.bias", StringComparison.Ordinal) ? 1 : 0) + (float)random.NextBell())));
    }

    private static StoredTensor Map(StoredTensor tensor, Converter<float, float> change) =>
        StoredTensor.FromFloats(Array.ConvertAll(tensor.ToFloats(), change), [.. tensor.Shape]);
}
