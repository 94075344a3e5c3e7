using MyStyle.Engine.Faces;

namespace MyStyle.Engine.Curation;

/// <summary>
/// Turns measurements into verdicts. Needs the whole album, since who the person is and what repeats what depend on it; costs
/// little, so that thresholds and decisions can be changed and judged again at once.
/// </summary>
internal sealed class Judge
{
    private readonly CurationThresholds _thresholds;
    private readonly FaceThresholds _cosines;
    private readonly int _size;
    private readonly double _identity;
    private readonly double _duplicate;
    private readonly QualityTests _tests;

    public Judge(CurationThresholds thresholds, FaceThresholds cosines, int size)
    {
        _thresholds = thresholds;
        _cosines = cosines;
        _size = size;
        _identity = thresholds.Identity ?? cosines.Album;
        _duplicate = thresholds.Duplicate ?? cosines.Duplicate;
        _tests = new QualityTests(thresholds, size);
    }

    /// <summary>Judges every photo of the album, in its order.</summary>
    /// <param name="photos">The album.</param>
    /// <param name="confirmed">Faces of the person from outside the album.</param>
    /// <returns>The photos, and who the album is about.</returns>
    public (IReadOnlyList<CuratedPhoto> Photos, Identity Identity) Decide(IReadOnlyList<AlbumPhoto> photos, IReadOnlyList<float[]> confirmed)
    {
        int[][] usable = [.. photos.Select(Usable)];
        List<float[]> person = [.. confirmed];
        List<float[]> others = [];
        for (int i = 0; i < photos.Count; i++)
        {
            List<float[]>? bank = photos[i].Decision switch
            {
                UserDecision.IsPerson => person,
                UserDecision.NotPerson => others,
                _ => null,
            };
            if (bank is not null && photos[i].Analysis.Faces.Count > 0)
            {
                bank.Add(photos[i].Analysis.Faces[usable[i].Length > 0 ? usable[i][0] : 0].Embedding);
            }
        }

        IReadOnlyList<float[]>[] embeddings = [.. photos.Select((p, i) => (IReadOnlyList<float[]>)[.. usable[i].Select(f => p.Analysis.Faces[f].Embedding)])];
        Identity identity = new IdentityFinder(_cosines, _identity).Find(embeddings, person, others);
        CuratedPhoto[] curated = new CuratedPhoto[photos.Count];
        for (int i = 0; i < photos.Count; i++)
        {
            curated[i] = Single(photos[i], usable[i], identity.Scores[i]);
        }

        MarkDuplicates(photos, curated);
        return (curated, identity);
    }

    private int[] Usable(AlbumPhoto photo)
        => [.. Enumerable.Range(0, photo.Analysis.Faces.Count).Where(i => _tests.IsUsable(photo.Analysis.Faces[i].Measures))];

    private CuratedPhoto Single(AlbumPhoto photo, int[] usable, double[] likeness)
    {
        PhotoAnalysis analysis = photo.Analysis;
        CuratedPhoto curated = new()
        {
            File = photo.File,
            ContentHash = analysis.ContentHash,
            Decision = photo.Decision,
            FaceCount = analysis.Faces.Count,
            Verdict = Verdict.Accept,
            Reason = "",
        };
        if (analysis.Failure is not null)
        {
            return curated with { Verdict = Verdict.Unreadable, Reason = analysis.Failure };
        }

        if (analysis.Faces.Count == 0)
        {
            return NoFace(curated, analysis);
        }

        int best = likeness.Length == 0 ? -1 : Array.IndexOf(likeness, likeness.Max());
        bool found = best >= 0 && likeness[best] >= _identity;
        int chosen = found ? usable[best] : 0;
        AnalysedFace face = analysis.Faces[chosen];
        Dictionary<string, Measurement> scores = _tests.Measure(face.Measures, analysis.Blockiness);
        int at = Array.IndexOf(usable, chosen);
        if (at >= 0)
        {
            scores["identity"] = new Measurement(likeness[at], _identity, likeness[at] >= _identity);
        }

        curated = curated with { FaceIndex = chosen, Box = face.Box, Measures = face.Measures, Scores = scores };
        (Verdict verdict, string reason) = _tests.Judge(face.Measures, analysis.Blockiness)
            ?? WrongIdentity(curated)
            ?? _tests.JudgePose(face.Measures)
            ?? (Verdict.Accept, analysis.Faces.Count > 1 ? $"The person is one of {analysis.Faces.Count} faces." : "A good photo of the person.");
        return Decided(curated with { Verdict = verdict, Reason = reason });
    }

    private CuratedPhoto NoFace(CuratedPhoto curated, PhotoAnalysis analysis)
    {
        bool blurred = analysis.Blur >= _thresholds.HopelessBlur
            || (analysis.Blur >= _thresholds.Blur && analysis.FaceHint >= _thresholds.FaceHint);
        Dictionary<string, Measurement> scores = new() { ["blur"] = new Measurement(analysis.Blur, _thresholds.HopelessBlur, !blurred) };
        curated = curated with
        {
            Scores = scores,
            Verdict = blurred ? Verdict.LowQuality : Verdict.NoFace,
            Reason = blurred ? "The whole photo is so blurred that no face can be made out." : "No face was found.",
        };
        return curated.Decision switch
        {
            UserDecision.Reject => curated with { Verdict = Verdict.Rejected, Reason = "You left it out." },
            UserDecision.Keep or UserDecision.IsPerson => curated with { Reason = curated.Reason + " You wanted it, but without a face it cannot be aligned." },
            _ => curated,
        };
    }

    private static (Verdict, string)? WrongIdentity(CuratedPhoto curated)
    {
        if (curated.Decision == UserDecision.IsPerson || !curated.Scores.TryGetValue("identity", out Measurement? identity) || identity.Passed)
        {
            return null;
        }

        string likeness = FormattableString.Invariant($"likeness {identity.Value:0.000}, at least {identity.Threshold:0.000} is expected");
        return (Verdict.WrongIdentity, curated.FaceCount > 1
            ? $"None of the {curated.FaceCount} faces is the person (best {likeness})."
            : $"Somebody else ({likeness}).");
    }

    private static CuratedPhoto Decided(CuratedPhoto photo) => photo.Decision switch
    {
        UserDecision.Reject => photo with { Verdict = Verdict.Rejected, Reason = "You left it out." },
        UserDecision.NotPerson => photo with { Verdict = Verdict.WrongIdentity, Reason = "You said that this is somebody else." },
        UserDecision.Keep when photo.Verdict != Verdict.Accept => photo with { Verdict = Verdict.Accept, Reason = $"You kept it. ({photo.Reason})" },
        UserDecision.IsPerson when photo.Verdict == Verdict.Accept => photo with { Reason = "You confirmed that this is the person." },
        _ => photo,
    };

    private void MarkDuplicates(IReadOnlyList<AlbumPhoto> photos, CuratedPhoto[] curated)
    {
        int[] order =
        [
            .. Enumerable.Range(0, curated.Length)
                .Where(i => curated[i].Verdict == Verdict.Accept)
                .OrderByDescending(i => curated[i].Decision is UserDecision.Keep or UserDecision.IsPerson)
                .ThenByDescending(i => Keeping(photos[i].Analysis, curated[i], _size))
                .ThenBy(i => curated[i].File, StringComparer.Ordinal),
        ];
        DuplicateFinder.Candidate[] candidates =
        [
            .. order.Select(i => new DuplicateFinder.Candidate(
                photos[i].Analysis.ContentHash,
                photos[i].Analysis.Look,
                photos[i].Analysis.Faces[curated[i].FaceIndex],
                curated[i].Decision == UserDecision.Keep)),
        ];
        IReadOnlyList<(int Keeper, double Patch)?> copies = new DuplicateFinder(_thresholds, _duplicate).Find(candidates);
        for (int k = 0; k < order.Length; k++)
        {
            if (copies[k] is { } copy)
            {
                int i = order[k];
                string keeper = curated[order[copy.Keeper]].File;
                Dictionary<string, Measurement> scores = new(curated[i].Scores) { ["duplicate"] = new Measurement(copy.Patch, _thresholds.LookPatch, false) };
                curated[i] = curated[i] with
                {
                    Verdict = Verdict.Duplicate,
                    DuplicateOf = keeper,
                    Scores = scores,
                    Reason = candidates[k].ContentHash == candidates[copy.Keeper].ContentHash
                        ? $"The same file as {keeper}."
                        : $"Nearly the same picture as {keeper}, which is the better copy.",
                };
            }
        }
    }

    /// <summary>Which of two copies is better: more face pixels (up to twice what the generator makes), less blur, more data a pixel.</summary>
    internal static double Keeping(PhotoAnalysis analysis, CuratedPhoto photo, int size)
    {
        FaceMeasures m = photo.Measures!;
        double pixels = Math.Log2(Math.Min(m.Side, 2 * size) / size);
        double data = Math.Log2((analysis.Bytes + 1.0) / Math.Max(1.0, (double)analysis.Width * analysis.Height));
        return (0.5 * pixels) - (2 * m.Blur) - (2 * (m.Overexposed + m.Underexposed)) + (0.15 * data);
    }
}
