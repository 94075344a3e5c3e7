namespace MyStyle.Engine.Curation;

/// <summary>Names of verdicts in files.</summary>
public static class VerdictNames
{
    /// <summary>The name in <c>curation.json</c>: <c>accept</c>, <c>no_face</c>, <c>wrong_identity</c> …</summary>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Accept => "accept",
        Verdict.Unreadable => "unreadable",
        Verdict.NoFace => "no_face",
        Verdict.TooSmall => "too_small",
        Verdict.Grayscale => "grayscale",
        Verdict.LowQuality => "low_quality",
        Verdict.WrongIdentity => "wrong_identity",
        Verdict.ExtremePose => "extreme_pose",
        Verdict.Duplicate => "duplicate",
        Verdict.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
