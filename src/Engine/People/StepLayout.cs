using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>How the values of a tensor lie beside each other.</summary>
/// <param name="Columns">Values an output takes; at least 1.</param>
/// <param name="KernelSize">Values of one convolution kernel, which lie together; 1 where there are none.</param>
/// <param name="KernelWidth">Values of a kernel's row.</param>
internal readonly record struct StepLayout(int Columns, int KernelSize, int KernelWidth)
{
    /// <summary>The layout of a tensor with at least one value: kernels in the last two of four dimensions.</summary>
    public static StepLayout Of(StoredTensor tensor)
    {
        int columns = (int)(tensor.Shape.Count > 1 ? tensor.Count / tensor.Shape[0] : tensor.Count);
        return tensor.Shape is [_, _, var height, var width]
            ? new StepLayout(columns, (int)(height * width), (int)width)
            : new StepLayout(columns, 1, 1);
    }
}
