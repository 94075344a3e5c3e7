using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>What happened to the picture: phi of section 3.3. Differentiable.</summary>
public interface IDegradation
{
    /// <summary>Degrades renderings.</summary>
    /// <param name="images">[B, 3, H, W] in [-1, 1].</param>
    Tensor Apply(Tensor images);
}
