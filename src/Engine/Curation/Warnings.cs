namespace MyStyle.Engine.Curation;

/// <summary>What the paper's appendix A.2 says about bad reference sets, checked as far as it can be.</summary>
internal static class Warnings
{
    private const int FewPhotos = 40;
    private const double OneScene = 0.5;
    private const double DuplicateShare = 0.4;
    private const int VideoLook = 28;
    private const int VideoPhotos = 12;
    private const double LipExcess = 14;

    public static List<string> Of(IReadOnlyList<CuratedPhoto> photos, IReadOnlyList<PerceptualHash> acceptedLooks, Coverage coverage, Identity identity)
    {
        List<string> warnings = [];
        int accepted = coverage.Count;
        if (accepted < FewPhotos)
        {
            warnings.Add($"Only {accepted} photos were accepted. The paper uses 92 to 279 a person; with fewer, results look less like the person.");
        }

        int copies = photos.Count(p => p.Verdict == Verdict.Duplicate);
        if (copies > DuplicateShare * (copies + accepted))
        {
            warnings.Add($"{copies} of {copies + accepted} photos of the person repeat others. Frames of a video or a burst teach little; add photos of other days.");
        }

        if (accepted >= VideoPhotos && MedianStep(acceptedLooks) <= VideoLook)
        {
            warnings.Add("Neighbouring photos are nearly the same scene, like frames of a video. The prior will know only that scene; add photos of other days.");
        }

        Spread yaw = coverage.Spreads.First(s => s.Name == "yaw");
        Spread smile = coverage.Spreads.First(s => s.Name == "smile");
        int largest = coverage.Cells.Max(c => c.Count);
        if (accepted >= VideoPhotos && yaw.Deviation < 4 && smile.Deviation < 0.1)
        {
            warnings.Add("All photos show much the same pose and expression. Edits and repairs beyond it will not look like the person.");
        }
        else if (accepted >= VideoPhotos && largest > 0.8 * accepted)
        {
            PoseCell cell = coverage.Cells.First(c => c.Count == largest);
            warnings.Add($"{largest} of {accepted} photos show one pose and expression ({cell.Pose}, {cell.Expression}). Variety makes a better prior.");
        }

        if (identity.NextLargest > OneScene * identity.Photos.Count)
        {
            warnings.Add(
                $"{identity.Photos.Count} photos show the person who was taken for the subject, {identity.NextLargest} another one. If it is the wrong person, confirm a photo of the right one.");
        }

        return warnings;
    }

    /// <summary>Adds remarks to photos whose lips are much redder than the person's usual: heavy make-up hides what a person looks like.</summary>
    public static IReadOnlyList<CuratedPhoto> Remark(IReadOnlyList<CuratedPhoto> photos)
    {
        double[] lips = [.. photos.Where(p => p.Verdict == Verdict.Accept).Select(p => p.Measures!.LipColor).Order()];
        if (lips.Length < VideoPhotos)
        {
            return photos;
        }

        double usual = lips[lips.Length / 2];
        return
        [
            .. photos.Select(p => p.Verdict == Verdict.Accept && p.Measures!.LipColor > usual + LipExcess
                ? p with { Remarks = [.. p.Remarks, "The lips are much redder than in the other photos: heavy make-up? If so, consider leaving it out."] }
                : p),
        ];
    }

    private static int MedianStep(IReadOnlyList<PerceptualHash> looks)
    {
        int[] steps = [.. Enumerable.Range(1, looks.Count - 1).Select(i => looks[i].Distance(looks[i - 1])).Order()];
        return steps[steps.Length / 2];
    }
}
