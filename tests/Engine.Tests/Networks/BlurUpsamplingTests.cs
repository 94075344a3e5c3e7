using MyStyle.Engine.Networks.StyleGan2;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks;

public class BlurUpsamplingTests : TensorTest
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(3, 16)]
    public void DoubleFolded_GivesWhatConvolvingAndSmoothingGive_GradientsToo(int batch, int side)
    {
        using var scope = NewDisposeScope();
        manual_seed(side);
        Tensor x = randn(batch, 5, side, side).requires_grad_();
        Tensor weight = randn(7, 3, 3, 5).permute(0, 3, 1, 2).detach().requires_grad_(); // channels-last, as in the generator
        Tensor looked = randn(batch, 7, 2 * side, 2 * side);

        Tensor smoothed = BlurUpsampling.Smooth(
            nn.functional.conv_transpose2d(x, weight.transpose(0, 1), strides: [2, 2]), BlurUpsampling.Filter(7, CPU));
        (smoothed * looked).sum().backward();
        (Tensor toX, Tensor toWeight) = (x.grad!.clone(), weight.grad!.clone());
        x.grad!.zero_();
        weight.grad!.zero_();
        Tensor folded = BlurUpsampling.DoubleFolded(x, BlurUpsampling.Fold(weight, BlurUpsampling.Folding(CPU)));
        (folded * looked).sum().backward();

        Nearly(folded, smoothed);
        Nearly(x.grad!, toX);
        Nearly(weight.grad!, toWeight);
    }

    private static void Nearly(Tensor actual, Tensor expected)
    {
        actual.shape.ShouldBe(expected.shape);
        ((actual - expected).norm() / expected.norm()).item<float>().ShouldBeLessThan(1e-5f);
    }
}
