using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Projection;

/// <summary>The picture is small (section 5.2.2): every pixel is the mean of the area it covers.</summary>
/// <param name="height">Rows of the small picture.</param>
/// <param name="width">Columns of the small picture.</param>
public sealed class AreaDegradation(int height, int width) : IDegradation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images) => adaptive_avg_pool2d(images, [height, width]);
}
