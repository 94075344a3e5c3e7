using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Answers;

/// <summary>What a picture says about identity.</summary>
/// <param name="Identity">Cosine to the nearest reference photo; null if it was not measured.</param>
/// <param name="NearestPhoto">Which photo that is.</param>
internal readonly record struct Readout(double? Identity, string? NearestPhoto)
{
    /// <summary>Measures identity, where the person has descriptors to measure by.</summary>
    /// <param name="wanted">Whether to.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="prior">The person.</param>
    /// <param name="toolbox">The networks.</param>
    /// <param name="carriers">Anchors the picture was made from, which are no evidence; null counts all.</param>
    public static Readout Of(bool wanted, RgbImage picture, PersonalPrior prior, Toolbox toolbox, IReadOnlyCollection<int>? carriers = null)
    {
        if (!wanted || prior.Identity is null || prior.Meter(toolbox.Faces) is not { } meter)
        {
            return default;
        }

        IdentityScore score = meter.Score([picture], carriers)[0];
        return new Readout(score.Cosine, prior.Hull.Names[score.Nearest]);
    }
}
