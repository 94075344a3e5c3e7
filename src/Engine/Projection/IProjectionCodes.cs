using MyStyle.Engine.Hull;
using MyStyle.Engine.Networks.StyleGan2;
using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>The variables of a projection and how codes come from them.</summary>
internal interface IProjectionCodes : IDisposable
{
    /// <summary>The variables.</summary>
    ParameterBuffer Variables { get; }

    /// <summary>The codes at the variables' values, [B, layers, dim W].</summary>
    Tensor Current();

    /// <summary>The penalties of eqs. 6 and 7 at the variables' values, [B].</summary>
    Tensor Penalty();

    /// <summary>The codes to hand out once the optimisation ends, [B, layers, dim W].</summary>
    Tensor Final();

    /// <summary>Barycentric coordinates [layers, N] of the final code of picture <paramref name="index"/>; null outside alpha space.</summary>
    RowMatrix? FinalAlpha(int index);
}
