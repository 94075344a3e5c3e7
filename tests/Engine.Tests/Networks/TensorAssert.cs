using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks;

internal static class TensorAssert
{
    /// <summary>The largest absolute difference, so that a failing test says how far off it is.</summary>
    public static double MaxDifference(Tensor actual, Tensor expected)
    {
        actual.shape.ShouldBe(expected.shape);
        using var scope = NewDisposeScope();
        return (actual.detach() - expected).abs().max().item<float>();
    }

    /// <summary>|a - b| / |b| in the 2-norm.</summary>
    public static double RelativeDifference(Tensor actual, Tensor expected)
    {
        actual.shape.ShouldBe(expected.shape);
        using var scope = NewDisposeScope();
        return ((actual.detach() - expected).norm() / expected.norm()).item<float>();
    }
}
