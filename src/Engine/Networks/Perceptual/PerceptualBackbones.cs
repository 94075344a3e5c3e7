using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Perceptual;

/// <summary>Tells the backbones apart by the shapes of their weights.</summary>
internal static class PerceptualBackbones
{
    public static IPerceptualBackbone Recognise(WeightFile file, Device device)
    {
        if (!file.Tensors.TryGetValue("features.0.weight", out StoredTensor? first) || first.Shape.Count != 4)
        {
            throw new EngineException("This file holds no perceptual network: it has no tensor 'features.0.weight'.");
        }

        Dictionary<string, Tensor> tensors = file.Tensors
            .Where(entry => entry.Key.StartsWith("features.", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key, entry => entry.Value.ToTensor(device).DetachFromDisposeScope(), StringComparer.Ordinal);
        return first.Shape[2] == 11 ? new AlexBackbone(tensors)
            : tensors.ContainsKey("features.3.squeeze.weight") ? new SqueezeBackbone(tensors)
            : new VggBackbone(tensors);
    }
}
