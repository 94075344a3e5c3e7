using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Models;

/// <summary>Makes one LPIPS file of a torchvision backbone and the linear layers.</summary>
internal static class LpipsAssembler
{
    /// <summary>
    /// Writes the backbone's convolutions (<c>features.*</c>; the classifier is left out) and the linear layers
    /// (<c>lin*.model.1.weight</c>) to <paramref name="target"/>.
    /// </summary>
    /// <exception cref="EngineException">A file is not what it should be.</exception>
    public static void Combine(string backbone, string lins, string target)
    {
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        Take(backbone, "features.", "a torchvision backbone", tensors);
        Take(lins, "lin", "the linear layers of LPIPS", tensors);
        SafetensorsWriter.Write(target, new WeightFile(tensors, new Dictionary<string, string> { ["version"] = "0.1" }));
    }

    private static void Take(string path, string prefix, string what, Dictionary<string, StoredTensor> tensors)
    {
        int before = tensors.Count;
        foreach ((string name, StoredTensor tensor) in WeightReader.Read(path).Tensors.Where(item => item.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            tensors[name] = tensor;
        }

        if (tensors.Count == before)
        {
            throw new EngineException($"{path} does not hold {what}: no tensor begins with '{prefix}'.");
        }
    }
}
