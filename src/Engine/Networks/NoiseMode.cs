namespace MyStyle.Engine.Networks;

/// <summary>What a synthesis layer adds to its features before the bias.</summary>
public enum NoiseMode
{
    /// <summary>The maps stored with the weights. What tuning and projection use: the picture is a function of the code alone.</summary>
    Const,

    /// <summary>Fresh Gaussian maps at every call.</summary>
    Random,

    /// <summary>Nothing.</summary>
    None,
}
