namespace MyStyle.Engine.Runtime;

/// <summary>How exactly the networks compute. Weights, coordinates, optimisers and losses are single precision in all of them.</summary>
public enum Precision
{
    /// <summary>Single precision throughout: 24 bits.</summary>
    Float32,

    /// <summary>Convolutions round their inputs to 11 bits and add up in single precision (CUDA, from Ampere on).</summary>
    Tf32,

    /// <summary>
    /// As <see cref="Tf32"/>, and the features of the generator's four largest resolutions are bfloat16: 8 bits. Styles,
    /// demodulation, RGB, losses and weights stay in single precision; what scales the features is rounded when it is applied.
    /// </summary>
    BFloat16,
}
