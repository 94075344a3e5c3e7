using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;

namespace MyStyle.Engine.Workshop;

/// <summary>New pictures of a person (B.1): coordinates drawn from the hull, rendered by the tuned generator. One sequence a seed.</summary>
/// <param name="prior">The person.</param>
/// <param name="faces">Measures identity; null leaves it out.</param>
/// <param name="kind">Which distribution.</param>
/// <param name="beta">Dilation the samples may use.</param>
/// <param name="seed">Fixes the sequence.</param>
public sealed class Synthesis(PersonalPrior prior, FaceAnalyzer? faces, SamplerKind kind, double beta, ulong seed)
{
    private readonly HullSampler _sampler = new(kind, prior.Hull.Count, seed, beta);

    /// <summary>The next samples of the sequence.</summary>
    /// <param name="count">How many; rendered together.</param>
    public IReadOnlyList<PersonalSample> Next(int count)
    {
        RowMatrix[] alphas = [.. Enumerable.Range(0, count).Select(_ => RowMatrix.Repeat(_sampler.Next(), prior.LayerCount))];
        PersonalCode[] codes = [.. alphas.Select(alpha => new PersonalCode(alpha, prior.Hull.Points(alpha)))];
        IReadOnlyList<RgbImage> pictures = prior.Render([.. codes.Select(code => code.Code)]);
        IdentityMeter? meter = prior.Meter(faces);
        return [.. pictures.Zip(codes, (picture, code) =>
        {
            IdentityScore? score = meter?.Score([picture], InUse(code.Alpha))[0];
            return new PersonalSample(picture, code, score?.Cosine, score is { } s ? prior.Hull.Names[s.Nearest] : null);
        })];
    }

    /// <summary>The few photos a sample was made from; they do not count as evidence. Samples of all photos have no others.</summary>
    private int[]? InUse(RowMatrix alpha)
    {
        int[] used = [.. Enumerable.Range(0, alpha.Columns).Where(i => alpha[0, i] != 0)];
        return kind == SamplerKind.ThreeAnchors && used.Length < alpha.Columns ? used : null;
    }
}
