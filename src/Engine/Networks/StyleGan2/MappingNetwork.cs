using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>Maps Z to W. Only priors are sampled with it; a person never is (section 3.2 of the paper).</summary>
public sealed class MappingNetwork
{
    private const double LearningRateMultiplier = 0.01;
    private const double Epsilon = 1e-8;

    private readonly (Tensor Weight, Tensor Bias)[] _layers;

    /// <summary>Builds the network over weights by canonical name (<c>mapping.fc0.weight</c> and so on).</summary>
    public MappingNetwork(IReadOnlyDictionary<string, Tensor> tensors, int layers)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        _layers = [.. Enumerable.Range(0, layers).Select(i => (tensors[$"mapping.fc{i}.weight"], tensors[$"mapping.fc{i}.bias"]))];
    }

    /// <summary>Maps latent vectors to codes.</summary>
    /// <param name="z">[B, dim Z], standard normal.</param>
    /// <returns>[B, dim W]</returns>
    public Tensor Forward(Tensor z)
    {
        ArgumentNullException.ThrowIfNull(z);
        Tensor x = z * (z.square().mean([1], keepdim: true) + Epsilon).rsqrt();
        foreach ((Tensor weight, Tensor bias) in _layers)
        {
            float gain = (float)(LearningRateMultiplier / Math.Sqrt(weight.shape[1]));
            x = addmm(bias, x, weight.t(), (float)LearningRateMultiplier, gain);
            x = x.leaky_relu_(0.2).mul_(Math.Sqrt(2));
        }

        return x;
    }
}
