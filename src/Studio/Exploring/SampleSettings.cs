using MyStyle.Engine.Hull;

namespace MyStyle.Studio.Exploring;

/// <summary>How samples are drawn; kept with every sample, so that it can be drawn again.</summary>
/// <param name="Sampler">Which distribution over the hull.</param>
/// <param name="Beta">Allowed dilation.</param>
/// <param name="Seed">Fixes the sequence.</param>
/// <param name="Index">Which of the sequence; the first to draw when several are drawn.</param>
public sealed record SampleSettings(SamplerKind Sampler, double Beta, long Seed, int Index = 0);
