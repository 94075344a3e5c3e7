using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>What happened to the picture: phi of section 3.3. Differentiable.</summary>
public interface IDegradation
{
    /// <summary>Degrades renderings.</summary>
    /// <param name="images">[B, 3, H, W] in [-1, 1].</param>
    Tensor Apply(Tensor images);

    /// <summary>
    /// The degraded picture as renderings are compared with it: what the degradation would have taken away, and the picture holds
    /// all the same, is left out (what lies in a hole, the tint of a grey photo).
    /// </summary>
    /// <param name="pictures">[B, 3, h, w] in [-1, 1], of the size <see cref="Apply"/> gives.</param>
    Tensor Observe(Tensor pictures) => pictures;

    /// <summary>What of renderings the degradation leaves no trace of, everything else zero; null where it leaves some of everything.</summary>
    /// <param name="images">[B, 3, H, W] in [-1, 1].</param>
    Tensor? Hidden(Tensor images) => null;
}
