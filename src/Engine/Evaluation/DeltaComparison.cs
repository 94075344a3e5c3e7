using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Evaluation;

/// <summary>Holds a person restored from a difference to its prior against the original, anchor by anchor.</summary>
/// <param name="loss">Measures perceptual distances.</param>
/// <param name="faces">Measures identity; null leaves it out.</param>
public sealed class DeltaComparison(ReconstructionLoss loss, FaceAnalyzer? faces)
{
    /// <summary>Renders every anchor with both and compares.</summary>
    /// <param name="original">The person as it was trained.</param>
    /// <param name="restored">The same person restored.</param>
    /// <param name="photos">The reference photos in the person's order; null if they are not at hand.</param>
    public DeltaFigures Measure(PersonalPrior original, PersonalPrior restored, IReadOnlyList<RgbImage>? photos)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(restored);
        IReadOnlyList<RgbImage> before = Render(original), after = Render(restored);
        byte[] levels = [.. before.Zip(after).SelectMany(pair => pair.First.Pixels.Zip(pair.Second.Pixels, (a, b) => (byte)Math.Abs(a - b)))];
        return new DeltaFigures(
            levels.Average(level => (double)level),
            levels.Max(),
            ReconstructionMeter.Compare(after, before, loss, null, restored.Generator.Device).MeanLpips,
            Identity(before, original) is { } own && Identity(after, original) is { } now ? new BeforeAfter(own, now) : null,
            photos is null ? null : new BeforeAfter(Distance(before), Distance(after)));

        double Distance(IReadOnlyList<RgbImage> renderings) =>
            ReconstructionMeter.Compare(renderings, photos!, loss, null, restored.Generator.Device).MeanLpips;
    }

    private static IReadOnlyList<RgbImage> Render(PersonalPrior prior) => prior.Render(
        [.. Enumerable.Range(0, prior.Hull.Count).Select(i => RowMatrix.Repeat(prior.Hull.Anchors.Row(i), prior.LayerCount))]);

    private double? Identity(IReadOnlyList<RgbImage> renderings, PersonalPrior prior)
    {
        float[][] own = prior.Person.Embeddings;
        return faces is null || own.Length != renderings.Count || prior.Person.EmbeddingModel != faces.Embedder.Model.Name
            ? null
            : faces.EmbedAligned(renderings).Zip(own, (a, b) => (double)FaceEmbedder.Cosine(a, b)).Average();
    }
}
