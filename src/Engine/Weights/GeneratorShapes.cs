using System.Globalization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>Infers a generator's architecture from its canonical tensors and checks that every shape agrees with it.</summary>
internal static class GeneratorShapes
{
    private const int MaxLog2Resolution = 14;

    public static GeneratorArchitecture Infer(IReadOnlyDictionary<string, StoredTensor> tensors, double? convClamp)
    {
        int[] channels = [.. Channels(tensors)];
        if (channels.Length < 2)
        {
            throw new EngineException("The generator ends at 4 pixels; at least 8 are needed. The file is probably incomplete.");
        }

        int wDim = Extent(Get(tensors, "synthesis.b4.conv1.affine.weight"), 1);
        (int mappingLayers, int zDim) = Mapping(tensors, wDim);
        bool noise = tensors.ContainsKey("synthesis.b4.conv1.noise_strength");
        bool fixedNoise = noise && tensors.ContainsKey("synthesis.b4.conv1.noise_const");
        var architecture = new GeneratorArchitecture(
            2 << channels.Length, zDim, wDim, mappingLayers, channels, convClamp, noise, fixedNoise);
        Check(tensors, architecture);
        return architecture;
    }

    /// <summary>The kernel outer([1,3,3,1], [1,3,3,1]) scaled to the given sum: 1 in NVIDIA's layout, 4 in rosinality's.</summary>
    public static float[] KernelValues(float sum)
    {
        float[] taps = [1, 3, 3, 1];
        return [.. from y in taps from x in taps select y * x * sum / 64];
    }

    public static void CheckKernel(string name, StoredTensor kernel, float sum)
    {
        // All taps are small integers over 64: exact in every floating type down to bfloat16.
        if (kernel.Count != 16 || !kernel.ToFloats().SequenceEqual(KernelValues(sum)))
        {
            throw new EngineException($"The generator resamples with another kernel than (1, 3, 3, 1) ('{name}'), which is not supported.");
        }
    }

    public static string Text(IEnumerable<long> shape) =>
        "[" + string.Join(", ", shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture))) + "]";

    private static IEnumerable<int> Channels(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        for (int log2 = 2; log2 <= MaxLog2Resolution; log2++)
        {
            if (!tensors.TryGetValue(GeneratorNames.Layer(1 << log2, 1) + ".weight", out StoredTensor? weight))
            {
                yield break;
            }

            yield return Extent(weight, 0);
        }
    }

    private static (int Layers, int ZDim) Mapping(IReadOnlyDictionary<string, StoredTensor> tensors, int wDim)
    {
        int layers = 0;
        int zDim = 0;
        int width = 0;
        while (tensors.TryGetValue(GeneratorNames.Mapping(layers) + ".weight", out StoredTensor? weight))
        {
            int entering = Extent(weight, 1);
            zDim = layers == 0 ? entering : zDim;
            Require(tensors, GeneratorNames.Mapping(layers) + ".weight", Extent(weight, 0), layers == 0 ? entering : width);
            width = Extent(weight, 0);
            Require(tensors, GeneratorNames.Mapping(layers) + ".bias", width);
            layers++;
        }

        if (layers > 0 && width != wDim)
        {
            throw new EngineException(
                $"The mapping network ends in {width} values, the synthesis network takes {wDim}: they do not belong together.");
        }

        return (layers, zDim);
    }

    private static void Check(IReadOnlyDictionary<string, StoredTensor> tensors, GeneratorArchitecture architecture)
    {
        Require(tensors, "synthesis.b4.const", architecture.Channels[0], 4, 4);
        int entering = architecture.Channels[0];
        foreach (int resolution in architecture.BlockResolutions)
        {
            int channels = architecture.ChannelsAt(resolution);
            for (int layer = resolution == 4 ? 1 : 0; layer < 2; layer++)
            {
                string name = GeneratorNames.Layer(resolution, layer);
                Require(tensors, name + ".weight", channels, entering, 3, 3);
                Require(tensors, name + ".bias", channels);
                CheckAffine(tensors, name, entering, architecture.WDim);
                CheckNoise(tensors, name, resolution, architecture);
                entering = channels;
            }

            string rgb = GeneratorNames.ToRgb(resolution);
            if (!tensors.ContainsKey(rgb + ".weight"))
            {
                throw new EngineException($"The generator has no '{rgb}': only the 'skip' architecture with RGB at every resolution is supported.");
            }

            Require(tensors, rgb + ".weight", 3, channels, 1, 1);
            Require(tensors, rgb + ".bias", 3);
            CheckAffine(tensors, rgb, channels, architecture.WDim);
        }

        if (tensors.ContainsKey("mapping.w_avg"))
        {
            Require(tensors, "mapping.w_avg", architecture.WDim);
        }
    }

    private static void CheckAffine(IReadOnlyDictionary<string, StoredTensor> tensors, string layer, int channels, int wDim)
    {
        Require(tensors, layer + ".affine.weight", channels, wDim);
        Require(tensors, layer + ".affine.bias", channels);
    }

    private static void CheckNoise(
        IReadOnlyDictionary<string, StoredTensor> tensors, string layer, int resolution, GeneratorArchitecture architecture)
    {
        if (architecture.HasNoise)
        {
            Require(tensors, layer + ".noise_strength");
        }

        if (architecture.HasFixedNoise)
        {
            Require(tensors, layer + ".noise_const", resolution, resolution);
        }
    }

    private static int Extent(StoredTensor tensor, int dimension) =>
        tensor.Shape.Count > dimension && tensor.Shape[dimension] is > 0 and <= int.MaxValue
            ? (int)tensor.Shape[dimension]
            : throw new EngineException($"A tensor of the generator has the shape {Text(tensor.Shape)}, which no StyleGAN2 generator has.");

    private static StoredTensor Get(IReadOnlyDictionary<string, StoredTensor> tensors, string name) =>
        tensors.TryGetValue(name, out StoredTensor? tensor)
            ? tensor
            : throw new EngineException($"The generator is incomplete: there is no '{name}' (by NVIDIA's names).");

    private static void Require(IReadOnlyDictionary<string, StoredTensor> tensors, string name, params long[] shape)
    {
        StoredTensor tensor = Get(tensors, name);
        if (!tensor.Shape.SequenceEqual(shape))
        {
            throw new EngineException($"The generator's '{name}' has the shape {Text(tensor.Shape)} where {Text(shape)} fits the other tensors.");
        }
    }
}
