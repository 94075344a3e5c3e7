using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>Codes of a person with a score each, for learning a direction from an attribute.</summary>
/// <param name="Codes">[n, dim W]</param>
/// <param name="Scores">n numbers.</param>
/// <param name="Unread">Pictures in which no face was found; they are left out.</param>
public sealed record DirectionSamples(RowMatrix Codes, double[] Scores, int Unread)
{
    /// <summary>How many pictures are made, where nobody says.</summary>
    public const int DefaultCount = 200;

    private const int Fewest = 4;

    /// <summary>Renders the anchors and samples between them, and scores every picture.</summary>
    /// <param name="prior">The person.</param>
    /// <param name="faces">Reads the pictures.</param>
    /// <param name="attribute">What to score.</param>
    /// <param name="count">How many samples besides the anchors.</param>
    /// <param name="seed">Fixes the samples.</param>
    /// <param name="progress">Told how many pictures are scored.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="EngineException">Too few pictures show a face.</exception>
    public static DirectionSamples Of(
        PersonalPrior prior, FaceAnalyzer faces, FaceTrait attribute, int count, ulong seed, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(faces);
        var sampler = new HullSampler(SamplerKind.ThreeAnchors, prior.Hull.Count, seed);
        double[][] points =
        [
            .. Enumerable.Range(0, prior.Hull.Count).Select(i => prior.Hull.Anchors.Row(i).ToArray()),
            .. Enumerable.Range(0, count).Select(_ => prior.Hull.Point(sampler.Next())),
        ];
        var kept = new List<double[]>(points.Length);
        var scores = new List<double>(points.Length);
        int done = 0;
        foreach (double[][] batch in points.Chunk(8))
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<RgbImage> pictures = prior.Render([.. batch.Select(point => RowMatrix.Repeat(point, prior.LayerCount))]);
            for (int i = 0; i < batch.Length; i++)
            {
                if (Score(faces, pictures[i], attribute) is { } score)
                {
                    kept.Add(batch[i]);
                    scores.Add(score);
                }
            }

            progress?.Report(done += batch.Length);
        }

        return kept.Count >= Fewest
            ? new DirectionSamples(RowMatrix.FromRows(kept), [.. scores], points.Length - kept.Count)
            : throw new EngineException($"A face was found in {kept.Count} of {points.Length} pictures of this person, which is too few to learn a direction from.");
    }

    private static double? Score(FaceAnalyzer faces, RgbImage picture, FaceTrait attribute) =>
        faces.Find(picture, DetectionEffort.Glance) is not [var face, ..] ? null : attribute switch
        {
            FaceTrait.Smile => faces.ReadExpression(picture, face.Points).Happy,
            // As in the catalogue's direction: more yaw turns the nose to the left of the picture.
            FaceTrait.Yaw => -face.Pose.Yaw,
            FaceTrait.Pitch => face.Pose.Pitch,
            _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute, "No such attribute."),
        };
}
