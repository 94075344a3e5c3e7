using MyStyle.Engine.Curation;

namespace MyStyle.Studio.Photos;

/// <summary>Tells where a photo stands.</summary>
internal static class Standings
{
    // A value this near to the line may as well lie on its other side.
    private const double Hair = 0.03;

    private static readonly HashSet<string> ByNumber =
    [
        Verdict.TooSmall.Name(), Verdict.LowQuality.Name(), Verdict.WrongIdentity.Name(), Verdict.ExtremePose.Name(), Verdict.Grayscale.Name(),
    ];

    public static PhotoStanding Of(string? verdict, UserDecision? decision, IReadOnlyDictionary<string, Measurement> scores, int remarks)
    {
        if (verdict is null)
        {
            return PhotoStanding.New;
        }

        bool accepted = verdict == Verdict.Accept.Name();
        bool doubtful = decision is null && (accepted
            ? remarks > 0
            : ByNumber.Contains(verdict) && scores.Values.Count(score => !score.Passed) == 1 && scores.Values.All(score => score.Passed || IsNear(score)));
        return doubtful ? PhotoStanding.ToLookAt : accepted ? PhotoStanding.Accepted : PhotoStanding.LeftOut;
    }

    private static bool IsNear(Measurement score) => Math.Abs(score.Value - score.Threshold) <= Hair * Math.Max(Math.Abs(score.Threshold), 1e-6);
}
