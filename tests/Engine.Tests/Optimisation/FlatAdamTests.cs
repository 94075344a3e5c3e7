using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Tests.Networks;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Optimisation;

public class FlatAdamTests : TensorTest
{
    [Theory]
    [InlineData(1003)] // one thread, with a remainder that fills no vector
    [InlineData(200_001)] // several threads
    public void Step_OverAndOver_EqualsPyTorchsAdam(int length)
    {
        Tensor start = randn(length);
        Tensor values = start.clone(), gradients = zeros(length);
        using var expected = new TorchSharp.Modules.Parameter(start.clone());
        using var theirs = optim.Adam([expected], lr: 3e-3);
        using var ours = new FlatAdam(values, gradients);
        for (int i = 0; i < 25; i++)
        {
            Tensor gradient = randn(length) * 0.1;
            gradients.copy_(gradient);
            ours.Step(3e-3);
            expected.grad = gradient;
            theirs.step();
            gradients.abs().max().item<float>().ShouldBe(0, "a step clears the gradients");
        }

        TensorAssert.MaxDifference(values, expected.detach()).ShouldBeLessThan(2e-6);
        ours.StepCount.ShouldBe(25);
    }
}
