using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>Nothing happened to the picture: projection is plain inversion.</summary>
public sealed class NoDegradation : IDegradation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images) => images;
}
