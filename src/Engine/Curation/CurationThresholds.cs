namespace MyStyle.Engine.Curation;

/// <summary>
/// Where the lines are drawn. Calibrated on two albums only (a synthetic person and one of public photos), with room on both
/// sides; identity and duplicate cosines come with the embedding model unless set here.
/// </summary>
public sealed record CurationThresholds
{
    /// <summary>Least side of the aligned square over the generator's resolution. The paper's scripts ask for 500 of 1024.</summary>
    public double Size { get; init; } = 0.5;

    /// <summary>Least spread of colour; below it a photo is grey or toned. Colour photos measured 6 and more, grey ones 0.</summary>
    public double Chroma { get; init; } = 3.0;

    /// <summary>Most blur. Sharp photos measured up to 0.55, blurred ones from 0.78.</summary>
    public double Blur { get; init; } = 0.63;

    /// <summary>Blur of a whole photo from which the lack of a face is blamed on it.</summary>
    public double HopelessBlur { get; init; } = 0.765;

    /// <summary>Confidence of an unconfirmed face from which the lack of a face is blamed on blur.</summary>
    public double FaceHint { get; init; } = 0.72;

    /// <summary>Most blockiness; ordinary photos measure up to 3, JPEG quality 15 about 7, quality 8 about 10.</summary>
    public double Blockiness { get; init; } = 9;

    /// <summary>Largest share of burnt-out face pixels.</summary>
    public double Overexposed { get; init; } = 0.25;

    /// <summary>Largest share of face pixels lost in the dark.</summary>
    public double Underexposed { get; init; } = 0.5;

    /// <summary>Largest turn to either side in degrees; a three-quarter view measures about 35.</summary>
    public double Yaw { get; init; } = 40;

    /// <summary>Largest turn up or down in degrees.</summary>
    public double Pitch { get; init; } = 30;

    /// <summary>Least median cosine to the person's photos; null takes the embedding model's.</summary>
    public double? Identity { get; init; }

    /// <summary>Cosine from which two photos may be copies; null takes the embedding model's.</summary>
    public double? Duplicate { get; init; }

    /// <summary>
    /// Correlation of the aligned faces that confirms a copy suspected by its embedding. Copies measured 0.996 and more,
    /// different shots up to 0.994. Lower it to thin out bursts.
    /// </summary>
    public double DuplicatePatch { get; init; } = 0.995;

    /// <summary>Bits of 256 by which the looks of two copies may differ.</summary>
    public int LookDistance { get; init; } = 20;

    /// <summary>Correlation of the aligned faces that confirms a copy suspected by its look.</summary>
    public double LookPatch { get; init; } = 0.985;
}
