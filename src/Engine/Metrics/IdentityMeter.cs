using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Metrics;

/// <summary>Measures whether pictures show the person (section 4.1): cosine to the nearest reference photo.</summary>
/// <param name="faces">Describes faces.</param>
/// <param name="references">The reference photos' embeddings, by the same network.</param>
public sealed class IdentityMeter(FaceAnalyzer faces, ReferenceIdentity references)
{
    /// <summary>The reference photos.</summary>
    public ReferenceIdentity References => references;

    /// <summary>ID scores of aligned pictures.</summary>
    /// <param name="pictures">Aligned squares.</param>
    /// <param name="excluded">Reference photos that do not count: the anchors a picture was made from.</param>
    public IReadOnlyList<IdentityScore> Score(IReadOnlyList<RgbImage> pictures, IReadOnlyCollection<int>? excluded = null) =>
        [.. faces.EmbedAligned(pictures).Select(embedding => references.Score(embedding, excluded))];

    /// <summary>Whether an aligned picture probably shows somebody else (figure 12).</summary>
    public IdentityVerdict Judge(RgbImage picture) =>
        references.Judge(faces.EmbedAligned([picture])[0], faces.Embedder.Model.Thresholds.Album);
}
