using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Networks.Perceptual;

/// <summary>VGG16's convolutions, tapped at the last ReLU of each of its five groups.</summary>
internal sealed class VggBackbone(IReadOnlyDictionary<string, Tensor> weights) : IPerceptualBackbone
{
    private static readonly int[][] Groups = [[0, 2], [5, 7], [10, 12, 14], [17, 19, 21], [24, 26, 28]];

    public string Name => "vgg";

    public int MinimumSize => 16;

    public IReadOnlyList<Tensor> Forward(Tensor x)
    {
        var taps = new List<Tensor>();
        foreach (int[] group in Groups)
        {
            x = taps.Count == 0 ? x : max_pool2d(x, 2, 2);
            foreach (int index in group)
            {
                x = conv2d(x, weights[$"features.{index}.weight"], weights[$"features.{index}.bias"], padding: [1, 1]).relu_();
            }

            taps.Add(x);
        }

        return taps;
    }
}
