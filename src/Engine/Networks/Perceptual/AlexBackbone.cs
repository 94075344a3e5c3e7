using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Networks.Perceptual;

/// <summary>AlexNet's convolutions, of any width, tapped after every ReLU.</summary>
internal sealed class AlexBackbone(IReadOnlyDictionary<string, Tensor> weights) : IPerceptualBackbone
{
    public string Name => "alex";

    public int MinimumSize => 32;

    public IReadOnlyList<Tensor> Forward(Tensor x)
    {
        Tensor relu1 = Convolve(x, 0, stride: 4, padding: 2);
        Tensor relu2 = Convolve(Pool(relu1), 3, stride: 1, padding: 2);
        Tensor relu3 = Convolve(Pool(relu2), 6, stride: 1, padding: 1);
        Tensor relu4 = Convolve(relu3, 8, stride: 1, padding: 1);
        Tensor relu5 = Convolve(relu4, 10, stride: 1, padding: 1);
        return [relu1, relu2, relu3, relu4, relu5];
    }

    private static Tensor Pool(Tensor x) => max_pool2d(x, 3, 2);

    private Tensor Convolve(Tensor x, int index, long stride, long padding) =>
        conv2d(x, weights[$"features.{index}.weight"], weights[$"features.{index}.bias"], [stride, stride], [padding, padding]).relu_();
}
