using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Service.Questions;

/// <summary>New pictures of the person (B.1).</summary>
public sealed record SampleQuestion : EngineQuestion<SampleAnswer>
{
    /// <summary>Which distribution over the hull.</summary>
    public SamplerKind Sampler { get; init; } = SamplerKind.ThreeAnchors;

    /// <summary>Allowed dilation.</summary>
    public double Beta { get; init; }

    /// <summary>Fixes the sequence.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many of the sequence are passed over.</summary>
    public int Skip { get; init; }

    /// <summary>How many, at most 32.</summary>
    public int Count { get; init; } = 12;

    /// <summary>How the frames are encoded.</summary>
    public FrameSize Size { get; init; } = new();
}
