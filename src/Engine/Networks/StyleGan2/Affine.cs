using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>Maps a code w to the per-channel scales ("styles") of one layer: <c>s = w A^T / sqrt(dim W) + b</c>.</summary>
internal sealed class Affine(Tensor weight, Tensor bias)
{
    private readonly double _gain = 1 / Math.Sqrt(weight.shape[1]);

    /// <summary>Styles of one layer.</summary>
    /// <param name="w">[B, dim W]</param>
    /// <param name="gain">A further factor on the styles, folded in because the styles are the smallest thing to multiply.</param>
    /// <returns>[B, channels in]</returns>
    public Tensor Forward(Tensor w, double gain = 1) =>
        addmm(bias, w, weight.t(), beta: (float)gain, alpha: (float)(_gain * gain));
}
