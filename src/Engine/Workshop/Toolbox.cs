using System.Globalization;
using System.Security.Cryptography;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Models;
using MyStyle.Engine.Networks.Encoder;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Workshop;

/// <summary>
/// The networks of the method, found by name and loaded once each, on one device. Everything but the face analysis belongs to
/// the engine thread.
/// </summary>
public sealed class Toolbox : IDisposable
{
    private const int DefaultEncoderInput = 256;

    private readonly Lazy<FaceAnalyzer> _faces;
    private readonly Lazy<PerceptualNetwork> _perceptual;

    /// <summary>Prepares to load; nothing is read yet.</summary>
    /// <param name="models">Where the networks are.</param>
    /// <param name="device">Where tensors live.</param>
    /// <param name="faceEmbedder">The description of another face embedding network than the bundled one; see <see cref="FaceEmbedderFile"/>.</param>
    /// <param name="faceThreads">Threads of each face network.</param>
    /// <param name="precision">What the networks compute in.</param>
    public Toolbox(
        ModelDirectories models, EngineDevice device, string? faceEmbedder = null, int faceThreads = 2, Precision precision = Precision.Float32)
    {
        ArgumentNullException.ThrowIfNull(models);
        Models = models;
        Device = device.ToTorch();
        Precision = precision;
        precision.Apply();
        if (device.IsCuda)
        {
            CudaDriver.MakeCurrent(device.CudaIndex);
        }

        PerceptualName = models.PerceptualNetwork().Name;
        _perceptual = new(() => LoadPerceptual(PerceptualName));
        _faces = new(() => new FaceAnalyzer(FindFaceModels(models, faceEmbedder), faceThreads));
    }

    /// <summary>Where the networks are.</summary>
    public ModelDirectories Models { get; }

    /// <summary>Where tensors live.</summary>
    public Device Device { get; }

    /// <summary>What the networks compute in.</summary>
    public Precision Precision { get; }

    /// <summary>Catalogue name of <see cref="Perceptual"/>: the real LPIPS if one is installed.</summary>
    public string PerceptualName { get; }

    /// <summary>The perceptual network of tuning, projection and figures.</summary>
    public PerceptualNetwork Perceptual => _perceptual.Value;

    /// <summary>Finds, aligns and describes faces. May be used from any thread.</summary>
    public FaceAnalyzer Faces => _faces.Value;

    /// <summary>Loads a generator.</summary>
    /// <param name="nameOrPath">A name of the catalogue or a file in any format that is read.</param>
    public LoadedPrior LoadPrior(string nameOrPath)
    {
        string path = Models.Require(nameOrPath);
        GeneratorWeights weights = GeneratorWeights.From(WeightReader.Read(path));
        var reference = new PriorReference(Path.GetFileNameWithoutExtension(path), Hash(path), weights.Architecture.Resolution);
        return new LoadedPrior(new StyleGenerator(weights, Device, Precision), reference);
    }

    /// <summary>Loads the very prior that a person was tuned from.</summary>
    /// <param name="reference">As the person names it.</param>
    /// <exception cref="EngineException">It is not installed, or what is installed under its name is another one.</exception>
    public LoadedPrior LoadPrior(PriorReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        string[] found = [.. Models.Folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, reference.Name + ".*"))
            .Where(path => Path.GetFileNameWithoutExtension(path) == reference.Name)];
        return found.FirstOrDefault(path => Hash(path) == reference.Sha256) is { } path
            ? LoadPrior(path)
            : throw new EngineException(found.Length == 0
                ? $"The prior {reference.Name}, which this person was tuned from, is not installed. Install it first."
                : $"The prior {reference.Name} that is installed is another one than this person was tuned from. Install the right one first.");
    }

    /// <summary>Loads a W encoder that goes with a prior.</summary>
    /// <param name="nameOrPath">A name of the catalogue or a file.</param>
    /// <param name="prior">The prior whose W it encodes into.</param>
    /// <exception cref="EngineException">It is no W encoder, or its codes have another length than the prior's.</exception>
    public WEncoder LoadEncoder(string nameOrPath, StyleGenerator prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        EncoderWeights weights = EncoderWeights.From(WeightReader.Read(Models.Require(nameOrPath)));
        long dimension = prior.Architecture.WDim;
        // pSp-style files repeat the mean code for every layer; one row says it all.
        StoredTensor? average = weights.LatentAverage is { Shape.Count: 2 } rows
            ? StoredTensor.FromFloats(rows.ToFloats().AsSpan(0, (int)rows.Shape[1]), rows.Shape[1])
            : weights.LatentAverage;
        StoredTensor center = weights.StartsFromLatentAverage && average is not null
            ? average
            : StoredTensor.FromFloats(new float[dimension], dimension);
        if (center.Count != dimension)
        {
            throw new EngineException($"The encoder gives codes of {center.Count} numbers, the prior takes {dimension}: they do not belong together.");
        }

        int input = int.TryParse(weights.Options.GetValueOrDefault("input_size"), CultureInfo.InvariantCulture, out int size) ? size : DefaultEncoderInput;
        return WEncoder.Create(weights.Tensors, center, input, Device);
    }

    /// <summary>The bundled encoder of a bundled prior; null where the catalogue knows none that is installed.</summary>
    public string? EncoderFor(PriorReference prior) => ModelCatalogue.Entries
        .FirstOrDefault(entry => entry.Kind == ModelKind.Encoder && IsPrior(entry, prior) && Models.Find(entry) is not null)?.Name;

    /// <summary>The directions of the catalogue that go with a prior and are installed, by name.</summary>
    public IReadOnlyDictionary<string, double[]> DirectionsFor(PriorReference prior) => ModelCatalogue.Entries
        .Where(entry => entry.Kind == ModelKind.Direction && IsPrior(entry, prior) && Models.Find(entry) is not null)
        .ToDictionary(entry => entry.Name, entry => ReadDirection(Models.Find(entry)!), StringComparer.Ordinal);

    /// <summary>A direction from a file: [dim W], of any length.</summary>
    public static double[] ReadDirection(string path) => [.. LatentFile.ReadDirection(path).Select(value => (double)value)];

    /// <summary>A perceptual network by name, for figures other than with the preferred one.</summary>
    public PerceptualNetwork LoadPerceptual(string name) => PerceptualNetwork.Load(WeightReader.Read(Models.Require(name)), Device);

    /// <summary>SHA-256 of a file in lower-case hex.</summary>
    public static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_faces.IsValueCreated)
        {
            _faces.Value.Dispose();
        }
    }

    private static FaceModels FindFaceModels(ModelDirectories models, string? embedder)
    {
        FaceModels bundled = FaceModels.Bundled(
            models.Bundled ?? throw new EngineException("The bundled face models are missing: the installation is incomplete."));
        return embedder is null ? bundled : bundled with { Embedder = FaceEmbedderFile.Read(embedder) };
    }

    private static bool IsPrior(ModelEntry entry, PriorReference prior) =>
        entry.Prior is { } name && ModelCatalogue.Find(name) is { } owner && (owner.Sha256 == prior.Sha256 || owner.Name == prior.Name);
}
