namespace MyStyle.Engine.Hull;

/// <summary>How new codes are drawn from the hull.</summary>
public enum SamplerKind
{
    /// <summary>Three anchors, weights uniform on [0, 1) and normalised (B.1): close to photos, vivid.</summary>
    ThreeAnchors,

    /// <summary>Uniform on the simplex of alpha (Dirichlet with all parameters 1), dilated by beta: close to the mean face.</summary>
    UniformSimplex,

    /// <summary>A random walk with the same uniform limit inside the dilated simplex: neighbours resemble each other.</summary>
    HitAndRun,
}
