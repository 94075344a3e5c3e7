using MyStyle.Engine.Faces;

namespace MyStyle.Engine.Curation;

/// <summary>One face of a photo, as curation keeps it.</summary>
public sealed record AnalysedFace
{
    /// <summary>Where it is, in pixels of the photo file (upright).</summary>
    public FaceBox Box { get; init; }

    /// <summary>The detector's confidence.</summary>
    public double Score { get; init; }

    /// <summary>Eyes, nose and mouth corners, in pixels of the photo file (upright).</summary>
    public required FivePoints Points { get; init; }

    /// <summary>Quality and variety.</summary>
    public required FaceMeasures Measures { get; init; }

    /// <summary>Unit-length embedding.</summary>
    public required float[] Embedding { get; init; }

    /// <summary>The aligned face as 32 x 32 luma, for telling copies from other shots.</summary>
    public required byte[] Patch { get; init; }
}
