using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>A StyleGAN2 generator in memory: the prior of all faces (G_d in the paper) or of one person (G_p).</summary>
public sealed class StyleGenerator : IDisposable
{
    private readonly GeneratorWeights _origin;
    private readonly Dictionary<string, Tensor> _others;

    /// <summary>Loads weights onto a device as float32, whatever precision the file has.</summary>
    /// <param name="weights">The generator.</param>
    /// <param name="device">Where it will live.</param>
    /// <param name="precision">What its convolutions compute in.</param>
    public StyleGenerator(GeneratorWeights weights, Device device, Precision precision = Precision.Float32)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _origin = weights;
        Device = device;
        Precision = precision;
        Architecture = weights.Architecture;
        Parameters = new ParameterBuffer([.. weights.Tensors.Where(entry => IsTuned(entry.Key))], device);
        _others = weights.Tensors
            .Where(entry => !IsTuned(entry.Key))
            .ToDictionary(entry => entry.Key, entry => entry.Value.ToTensor(device).DetachFromDisposeScope(), StringComparer.Ordinal);
        var all = new Dictionary<string, Tensor>(_others, StringComparer.Ordinal);
        foreach ((string name, Tensor view) in Parameters.Views)
        {
            all[name] = view;
        }

        Synthesis = new SynthesisNetwork(all, Architecture, precision);
        Mapping = Architecture.MappingLayers == 0 ? null : new MappingNetwork(_others, Architecture.MappingLayers);
        MeanW = _others.GetValueOrDefault("mapping.w_avg");
    }

    /// <summary>What it is made of.</summary>
    public GeneratorArchitecture Architecture { get; }

    /// <summary>Where it lives.</summary>
    public Device Device { get; }

    /// <summary>What its convolutions compute in.</summary>
    public Precision Precision { get; }

    /// <summary>The weights that tuning moves: all of the synthesis network's, the strengths of its noise included.</summary>
    public ParameterBuffer Parameters { get; }

    /// <summary>From codes to pictures.</summary>
    public SynthesisNetwork Synthesis { get; }

    /// <summary>From Z to W, where the file has it.</summary>
    public MappingNetwork? Mapping { get; }

    /// <summary>The mean of W, [dim W], where the file has it.</summary>
    public Tensor? MeanW { get; }

    /// <summary>Repeats codes of W for every layer.</summary>
    /// <param name="w">[B, dim W]</param>
    /// <returns>[B, layers, dim W], a view.</returns>
    public Tensor Broadcast(Tensor w)
    {
        ArgumentNullException.ThrowIfNull(w);
        return w.unsqueeze(1).expand(w.shape[0], Architecture.LayerCount, w.shape[1]);
    }

    /// <summary>Pulls codes towards the mean: <c>w_mean + psi (w - w_mean)</c>.</summary>
    /// <param name="w">[B, dim W]</param>
    /// <param name="psi">1 leaves them as they are, 0 gives the mean.</param>
    public Tensor Truncate(Tensor w, double psi) => MeanW is null ? w : MeanW + (w - MeanW) * psi;

    /// <summary>The weights as they are now, in the order they were loaded.</summary>
    /// <param name="type">Single or half precision, for the synthesis network; the rest is passed through as it came.</param>
    public GeneratorWeights ToWeights(ElementType type = ElementType.Float32) => _origin.With(
        Parameters.Views.ToDictionary(entry => entry.Key, entry => entry.Value.ToStored(type), StringComparer.Ordinal));

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        foreach (Tensor tensor in _others.Values)
        {
            tensor.Dispose();
        }

        Synthesis.Dispose();
    }

    /// <summary>The mapping network and the fixed noise maps stay; everything else of the synthesis network moves (section 3.1).</summary>
    internal static bool IsTuned(string name) =>
        name.StartsWith("synthesis.", StringComparison.Ordinal)
        && !name.EndsWith(".noise_const", StringComparison.Ordinal)
        && !name.EndsWith(".resample_filter", StringComparison.Ordinal);
}
