using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>NVIDIA's stylegan2-ada-pytorch names, the canonical ones but for prefixes and resampling kernels.</summary>
internal static class NvidiaLayout
{
    public static Dictionary<string, StoredTensor> Read(WeightFile file, GeneratorLocation location)
    {
        string mapping = location.Root + "mapping.";
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach ((string name, StoredTensor tensor) in file.Tensors)
        {
            if (name.StartsWith(location.Synthesis + "b", StringComparison.Ordinal))
            {
                tensors["synthesis." + name[location.Synthesis.Length..]] = tensor;
            }
            else if (location.Synthesis != location.Root && name.StartsWith(mapping, StringComparison.Ordinal))
            {
                tensors["mapping." + name[mapping.Length..]] = tensor;
            }
        }

        if (tensors.ContainsKey("mapping.embed.weight"))
        {
            throw new EngineException("The generator is conditioned on labels (mapping.embed), which is not supported.");
        }

        string? skip = tensors.Keys.FirstOrDefault(name => name.EndsWith(".skip.weight", StringComparison.Ordinal));
        if (skip is not null)
        {
            throw new EngineException($"The generator has the 'resnet' architecture ({skip}); only 'skip' is supported.");
        }

        foreach ((string name, StoredTensor tensor) in tensors.Where(item => item.Key.EndsWith(".resample_filter", StringComparison.Ordinal)))
        {
            GeneratorShapes.CheckKernel(name, tensor, sum: 1);
        }

        return tensors;
    }

    public static Dictionary<string, StoredTensor> Write(GeneratorWeights generator)
    {
        var tensors = new Dictionary<string, StoredTensor>(generator.Tensors, StringComparer.Ordinal);
        StoredTensor kernel = generator.Kernel(sum: 1);
        foreach (string name in GeneratorNames.NvidiaKernels(generator.Architecture.Resolution))
        {
            tensors.Add(name, kernel);
        }

        if (generator.LatentStd is { } std)
        {
            tensors.Add("latent_std", std);
        }

        return tensors;
    }
}
