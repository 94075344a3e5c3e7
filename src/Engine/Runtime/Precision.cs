namespace MyStyle.Engine.Runtime;

/// <summary>How exactly the networks compute. Weights, coordinates, optimisers and losses are single precision in all of them.</summary>
public enum Precision
{
    /// <summary>Single precision throughout: 24 bits.</summary>
    Float32,

    /// <summary>Convolutions round their inputs to 11 bits and add up in single precision (CUDA, from Ampere on).</summary>
    Tf32,

    /// <summary>
    /// As <see cref="Tf32"/>, and the convolutions of the generator's four largest resolutions take and give 8-bit bfloat16.
    /// Modulation, demodulation, RGB sums and losses stay in single precision.
    /// </summary>
    BFloat16,
}
