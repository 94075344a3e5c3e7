using System.Globalization;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Benchmarks;

/// <summary>Networks of the true shapes with random weights: how long they take does not depend on what they know.</summary>
public sealed class RandomNetworks(int seed)
{
    private const int WDim = 512;
    private const int MostChannels = 512;
    private const int ChannelBase = 32768;
    private const int MappingLayers = 8;

    private static readonly int[] AlexChannels = [64, 192, 384, 256, 256];
    private static readonly (int Index, int Side)[] AlexLayers = [(0, 11), (3, 5), (6, 3), (8, 3), (10, 3)];

    // Not reproducible by anyone but us, and fast: a full-size network has 30 million weights.
    private readonly Random _random = new(seed);

    /// <summary>A StyleGAN2 generator of config-f's widths.</summary>
    /// <param name="resolution">A power of two from 8 on.</param>
    /// <param name="mostChannels">Channels of the widest layers.</param>
    public GeneratorWeights Generator(int resolution, int mostChannels = MostChannels)
    {
        int Channels(int side) => Math.Min(mostChannels, ChannelBase / side);
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        for (int i = 0; i < MappingLayers; i++)
        {
            Add($"mapping.fc{i}.weight", 100, WDim, WDim);
            Add($"mapping.fc{i}.bias", 0, WDim);
        }

        Add("mapping.w_avg", 0.1, WDim);
        int entering = Channels(4);
        Add("synthesis.b4.const", 1, entering, 4, 4);
        for (int side = 4; side <= resolution; side *= 2)
        {
            int channels = Channels(side);
            string block = string.Create(CultureInfo.InvariantCulture, $"synthesis.b{side}");
            for (int layer = side == 4 ? 1 : 0; layer < 2; layer++)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{block}.conv{layer}");
                Add(name + ".weight", 1, channels, entering, 3, 3);
                Add(name + ".bias", 0.1, channels);
                Add(name + ".noise_strength", 0.1);
                Add(name + ".noise_const", 1, side, side);
                Affine(name, entering);
                entering = channels;
            }

            Add(block + ".torgb.weight", 0.3, 3, channels, 1, 1);
            Add(block + ".torgb.bias", 0.1, 3);
            Affine(block + ".torgb", channels);
        }

        return GeneratorWeights.Create(tensors);

        void Affine(string layer, int channels)
        {
            Add(layer + ".affine.weight", 0.5, channels, WDim);
            Add(layer + ".affine.bias", 0.5, channels);
        }

        void Add(string name, double spread, params long[] shape) => tensors[name] = Values(spread, shape);
    }

    /// <summary>LPIPS over a full-size AlexNet.</summary>
    public PerceptualNetwork Perceptual(Device device) => PerceptualNetwork.Load(PerceptualWeights(), device);

    /// <summary>The weights of LPIPS over a full-size AlexNet.</summary>
    public WeightFile PerceptualWeights()
    {
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        int entering = 3;
        for (int i = 0; i < AlexLayers.Length; i++)
        {
            (int index, int side) = AlexLayers[i];
            int channels = AlexChannels[i];
            string layer = string.Create(CultureInfo.InvariantCulture, $"features.{index}");
            tensors[layer + ".weight"] = Values(1.5 / Math.Sqrt(entering * side * side), channels, entering, side, side);
            tensors[layer + ".bias"] = Values(0.1, channels);
            tensors[string.Create(CultureInfo.InvariantCulture, $"lin{i}.model.1.weight")] = Values(1, 1, channels, 1, 1);
            entering = channels;
        }

        return new WeightFile(tensors, new Dictionary<string, string>());
    }

    /// <summary>10^9 multiply-adds of one picture in the convolutions of a generator of <see cref="Generator"/>'s shape.</summary>
    public static double GigaMultiplyAdds(GeneratorArchitecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        double sum = 0;
        double entering = architecture.ChannelsAt(4);
        foreach (int side in architecture.BlockResolutions)
        {
            double channels = architecture.ChannelsAt(side), pixels = (double)side * side;
            // The upsampling convolution is transposed: it works on a quarter of the pixels, then 16 taps smooth what comes out.
            sum += side == 4 ? 0 : (9 * entering * channels * pixels / 4) + (16 * channels * pixels);
            sum += (9 * channels * channels * pixels) + (3 * channels * pixels);
            entering = channels;
        }

        return sum / 1e9;
    }

    private StoredTensor Values(double spread, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
        float width = (float)(spread * Math.Sqrt(12));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (_random.NextSingle() - 0.5f) * width;
        }

        return StoredTensor.FromFloats(values, shape);
    }
}
