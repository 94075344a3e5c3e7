namespace MyStyle.Engine.Curation;

/// <summary>What one face of a photo measures, for judging quality and variety. Nothing here needs another photo.</summary>
public sealed record FaceMeasures
{
    /// <summary>Side of the aligned square in pixels of the photo file.</summary>
    public double Side { get; init; }

    /// <summary>Share of the edges that a further blur leaves as they are, 0 (crisp) to 1 (nothing but blur); see <see cref="BlurMeter"/>.</summary>
    public double Blur { get; init; }

    /// <summary>Mean luma of the face, 0..255.</summary>
    public double Brightness { get; init; }

    /// <summary>Share of face pixels that are burnt out (luma 250 or more).</summary>
    public double Overexposed { get; init; }

    /// <summary>Share of face pixels lost in the dark (luma 16 or less).</summary>
    public double Underexposed { get; init; }

    /// <summary>Spread of colour that luma does not explain, in levels; about 0 for grey and toned photos.</summary>
    public double Chroma { get; init; }

    /// <summary>Natural logarithm of the mean luma of the face's right half (in the picture) over its left half.</summary>
    public double Light { get; init; }

    /// <summary>Height of the inner mouth opening over the eye distance.</summary>
    public double MouthOpen { get; init; }

    /// <summary>How much redder the lips are than the cheeks, in levels of Cr.</summary>
    public double LipColor { get; init; }

    /// <summary>Head turned: positive when the nose points to the right of the picture; degrees.</summary>
    public double Yaw { get; init; }

    /// <summary>Head raised: positive when the nose points up; degrees.</summary>
    public double Pitch { get; init; }

    /// <summary>Head tilted clockwise; degrees.</summary>
    public double Roll { get; init; }

    /// <summary>Share of "happy" among seven expressions, 0..1.</summary>
    public double Smile { get; init; }

    /// <summary>The strongest of the seven expressions.</summary>
    public string Expression { get; init; } = "";
}
