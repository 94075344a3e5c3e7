using System.Globalization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>The layout of rosinality/stylegan2-pytorch, which pSp, e4e and HyperStyle share.</summary>
internal static class RosinalityLayout
{
    public static Dictionary<string, StoredTensor> Read(WeightFile file, GeneratorLocation location)
    {
        int blocks = CountUp(j => file.Tensors.ContainsKey(Key(location, $"to_rgbs.{j}.conv.weight")));
        int mappingLayers = CountUp(i => file.Tensors.ContainsKey(Key(location, $"style.{i + 1}.weight")));
        if (blocks is 0 or > 12)
        {
            throw new EngineException($"The generator has {blocks} resolutions above 4 pixels; 1 to 12 are supported.");
        }

        int resolution = 4 << blocks;
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (GeneratorName name in GeneratorNames.All(resolution, mappingLayers))
        {
            if (file.Tensors.TryGetValue(location.Root + name.Rosinality, out StoredTensor? tensor))
            {
                long[] shape = name.CanonicalShape(tensor.Shape)
                    ?? throw new EngineException(
                        $"Tensor '{location.Root}{name.Rosinality}' has the shape {GeneratorShapes.Text(tensor.Shape)}, which no StyleGAN2 generator has.");
                tensors[name.Nvidia] = tensor.Reshape(shape);
            }
        }

        foreach (string name in GeneratorNames.RosinalityKernels(resolution))
        {
            if (file.Tensors.TryGetValue(location.Root + name, out StoredTensor? kernel))
            {
                GeneratorShapes.CheckKernel(name, kernel, sum: 4);
            }
        }

        if (location.Lookup(file.Tensors, "latent_avg") is { } average && Average(average) is { } row)
        {
            tensors["mapping.w_avg"] = row;
        }

        return tensors;
    }

    public static Dictionary<string, StoredTensor> Write(GeneratorWeights generator)
    {
        GeneratorArchitecture architecture = generator.Architecture;
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (GeneratorName name in GeneratorNames.All(architecture.Resolution, architecture.MappingLayers))
        {
            if (generator.Tensors.TryGetValue(name.Nvidia, out StoredTensor? tensor))
            {
                tensors.Add(name.Rosinality, tensor.Reshape(name.RosinalityShape(tensor.Shape)));
            }
        }

        StoredTensor kernel = generator.Kernel(sum: 4);
        foreach (string name in GeneratorNames.RosinalityKernels(architecture.Resolution))
        {
            tensors.Add(name, kernel);
        }

        if (generator.WAvg is { } average)
        {
            tensors.Add("latent_avg", average);
        }

        if (generator.LatentStd is { } std)
        {
            tensors.Add("latent_std", std);
        }

        return tensors;
    }

    /// <summary>[w] as it is; [L, w] (how pSp stores it) as one row if all rows agree, else nothing: then it is no average of W.</summary>
    private static StoredTensor? Average(StoredTensor stored)
    {
        long width = stored.Shape.Count == 0 ? 0 : stored.Shape[^1];
        if (width == 0 || stored.Count == 0)
        {
            return null;
        }

        int rowBytes = checked((int)(width * StoredTensor.SizeOf(stored.Type)));
        ReadOnlyMemory<byte> first = stored.Data[..rowBytes];
        for (int from = rowBytes; from < stored.Data.Length; from += rowBytes)
        {
            if (!stored.Data.Span.Slice(from, rowBytes).SequenceEqual(first.Span))
            {
                return null;
            }
        }

        return new StoredTensor(stored.Type, [width], first);
    }

    private static string Key(GeneratorLocation location, FormattableString name) =>
        location.Root + name.ToString(CultureInfo.InvariantCulture);

    private static int CountUp(Func<int, bool> exists)
    {
        int count = 0;
        while (exists(count))
        {
            count++;
        }

        return count;
    }
}
