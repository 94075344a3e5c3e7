using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Runtime;

[Collection("engine thread")]
public class RepeatedWorkTests
{
    [Fact]
    public void Run_OnACpu_DoesTheWorkEveryTime_WithWhatTheInputsHold()
    {
        TorchRuntime.Load();
        using var scope = NewDisposeScope();
        Tensor input = zeros(2);
        int runs = 0;
        using var work = new RepeatedWork(CPU, pixels: 1, () =>
        {
            runs++;
            return input * 2;
        });
        for (int i = 1; i <= 6; i++)
        {
            input.fill_(i);
            work.Run()[0].item<float>().ShouldBe(2 * i);
        }

        runs.ShouldBe(6);
    }

    [Fact]
    public void TryRecord_WithoutCuda_DoesNothing()
    {
        Assert.SkipWhen(TorchRuntime.Load().CudaAvailable, "This machine has CUDA.");
        CudaGraph.IsAvailable.ShouldBeFalse();
        CudaGraph.TryRecord(() => throw new InvalidOperationException("ran")).ShouldBeNull();
    }
}
