using System.Globalization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>
/// The weights of a StyleGAN2 generator in one canonical form, whatever layout they came in: NVIDIA's ada names
/// (<c>mapping.fc0.weight</c>, <c>mapping.w_avg</c>, <c>synthesis.b4.const</c>, <c>synthesis.b8.conv0.noise_strength</c>, …)
/// and shapes, element types as stored. Resampling kernels are checked on reading, left out, and generated on writing.
/// </summary>
public sealed class GeneratorWeights
{
    private GeneratorWeights(
        GeneratorArchitecture architecture, IReadOnlyDictionary<string, StoredTensor> tensors, StoredTensor? latentStd)
    {
        Architecture = architecture;
        Tensors = tensors;
        LatentStd = latentStd;
    }

    /// <summary>Resolution, widths and depth.</summary>
    public GeneratorArchitecture Architecture { get; }

    /// <summary>Canonical names and tensors, mapping network first, then the synthesis network from 4 pixels up.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>The average of w [w dim], the centre of truncation; null if the file has none.</summary>
    public StoredTensor? WAvg => Tensors.GetValueOrDefault("mapping.w_avg");

    /// <summary>The spread of w around its average, if the file carries it (scalar or [w dim]).</summary>
    public StoredTensor? LatentStd { get; }

    /// <summary>
    /// Finds the generator in <paramref name="file"/>: rosinality's or NVIDIA's layout, at the top or below a prefix such as
    /// <c>g_ema.</c>, <c>G_ema.</c> or <c>decoder.</c>; of several the averaged one (<c>g_ema</c>) is taken.
    /// </summary>
    /// <exception cref="EngineException">There is no generator, one of an unsupported kind, or one whose shapes disagree.</exception>
    public static GeneratorWeights From(WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        GeneratorLocation location = GeneratorLocation.Find(file);
        IReadOnlyDictionary<string, StoredTensor> tensors = location.IsNvidia
            ? NvidiaLayout.Read(file, location)
            : RosinalityLayout.Read(file, location);
        StoredTensor? std = location.Lookup(file.Tensors, "latent_std") is { } found && found.Count > 0 ? found : null;
        return Create(tensors, location.ConvClamp(file), std);
    }

    /// <summary>
    /// Checks canonical tensors (a tuned generator on its way to a file, say) and infers their architecture. Names that are no part
    /// of a generator are dropped.
    /// </summary>
    /// <param name="tensors">Tensors by canonical name.</param>
    /// <param name="convClamp">See <see cref="GeneratorArchitecture.ConvClamp"/>; shapes do not tell it.</param>
    /// <param name="latentStd">See <see cref="LatentStd"/>.</param>
    /// <exception cref="EngineException">A tensor is missing or its shape disagrees with the others.</exception>
    public static GeneratorWeights Create(
        IReadOnlyDictionary<string, StoredTensor> tensors, double? convClamp = null, StoredTensor? latentStd = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        GeneratorArchitecture architecture = GeneratorShapes.Infer(tensors, convClamp);
        var ordered = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (GeneratorName name in GeneratorNames.All(architecture.Resolution, architecture.MappingLayers))
        {
            if (tensors.TryGetValue(name.Nvidia, out StoredTensor? tensor) && !IsStray(name.Nvidia, architecture))
            {
                ordered.Add(name.Nvidia, tensor);
            }
        }

        if (tensors.TryGetValue("mapping.w_avg", out StoredTensor? average))
        {
            ordered.Add("mapping.w_avg", average);
        }

        return new GeneratorWeights(architecture, ordered, latentStd);
    }

    /// <summary>
    /// The same generator with some tensors replaced, by canonical name: what tuning does.
    /// </summary>
    /// <exception cref="EngineException">A replacement has no counterpart here or another shape.</exception>
    public GeneratorWeights With(IReadOnlyDictionary<string, StoredTensor> replacements)
    {
        ArgumentNullException.ThrowIfNull(replacements);
        var tensors = new Dictionary<string, StoredTensor>(Tensors, StringComparer.Ordinal);
        foreach ((string name, StoredTensor tensor) in replacements)
        {
            if (!tensors.TryGetValue(name, out StoredTensor? old) || !old.Shape.SequenceEqual(tensor.Shape))
            {
                throw new EngineException($"The generator has no tensor '{name}' of shape {GeneratorShapes.Text(tensor.Shape)}.");
            }

            tensors[name] = tensor;
        }

        return new GeneratorWeights(Architecture, tensors, LatentStd);
    }

    /// <summary>
    /// The generator in NVIDIA's layout: <c>mapping.*</c> and <c>synthesis.*</c> with every <c>resample_filter</c>. What only
    /// the file's metadata can say (the clamp) is there.
    /// </summary>
    public WeightFile ToNvidia() => new(NvidiaLayout.Write(this), Metadata());

    /// <summary>
    /// The generator in rosinality's layout: <c>style.*</c>, <c>input.input</c>, <c>convs.*</c>, <c>to_rgbs.*</c>,
    /// <c>noises.*</c>, every blur kernel, and <c>latent_avg</c> [w dim] at the same level.
    /// </summary>
    public WeightFile ToRosinality() => new(RosinalityLayout.Write(this), Metadata());

    /// <summary>The 4x4 kernel (1, 3, 3, 1) x (1, 3, 3, 1) with the given sum, in the element type the generator is stored in.</summary>
    internal StoredTensor Kernel(float sum)
    {
        ElementType type = Tensors["synthesis.b4.const"].Type;
        return StoredTensor.FromFloats(GeneratorShapes.KernelValues(sum), 4, 4).ConvertTo(type);
    }

    private static bool IsStray(string name, GeneratorArchitecture architecture) =>
        (!architecture.HasNoise && name.EndsWith(".noise_strength", StringComparison.Ordinal))
        || (!architecture.HasFixedNoise && name.EndsWith(".noise_const", StringComparison.Ordinal));

    private Dictionary<string, string> Metadata()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = "pt",
            ["architecture"] = "stylegan2",
            ["resolution"] = Architecture.Resolution.ToString(CultureInfo.InvariantCulture),
            ["z_dim"] = Architecture.ZDim.ToString(CultureInfo.InvariantCulture),
            ["w_dim"] = Architecture.WDim.ToString(CultureInfo.InvariantCulture),
            ["n_mlp"] = Architecture.MappingLayers.ToString(CultureInfo.InvariantCulture),
        };
        if (Architecture.ConvClamp is { } clamp)
        {
            metadata["conv_clamp"] = clamp.ToString("R", CultureInfo.InvariantCulture);
        }

        return metadata;
    }
}
