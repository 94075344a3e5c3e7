using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Networks.Perceptual;

/// <summary>SqueezeNet 1.1, tapped where LPIPS taps it.</summary>
internal sealed class SqueezeBackbone(IReadOnlyDictionary<string, Tensor> weights) : IPerceptualBackbone
{
    public string Name => "squeeze";

    public int MinimumSize => 17;

    public IReadOnlyList<Tensor> Forward(Tensor x)
    {
        Tensor tap0 = conv2d(x, weights["features.0.weight"], weights["features.0.bias"], [2, 2]).relu_();
        Tensor tap1 = Fire(Fire(Pool(tap0), 3), 4);
        Tensor tap2 = Fire(Fire(Pool(tap1), 6), 7);
        Tensor tap3 = Fire(Pool(tap2), 9);
        Tensor tap4 = Fire(tap3, 10);
        Tensor tap5 = Fire(tap4, 11);
        Tensor tap6 = Fire(tap5, 12);
        return [tap0, tap1, tap2, tap3, tap4, tap5, tap6];
    }

    private static Tensor Pool(Tensor x) => max_pool2d(x, 3, 2, ceil_mode: true);

    private Tensor Fire(Tensor x, int index)
    {
        Tensor squeezed = Convolve(x, $"features.{index}.squeeze", 0);
        return cat([Convolve(squeezed, $"features.{index}.expand1x1", 0), Convolve(squeezed, $"features.{index}.expand3x3", 1)], 1);
    }

    private Tensor Convolve(Tensor x, string name, long padding) =>
        conv2d(x, weights[$"{name}.weight"], weights[$"{name}.bias"], padding: [padding, padding]).relu_();
}
