using MyStyle.Studio.Data;

namespace MyStyle.Studio.Results;

/// <summary>A picture that was made, as pages show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Person">Whose.</param>
/// <param name="Generator">The generator that made it; null if that is gone.</param>
/// <param name="Workpiece">The workpiece it comes from; null for a sample or a walk.</param>
/// <param name="Job">The job that made it; null if none did.</param>
/// <param name="Code">Its code; null where there is none.</param>
/// <param name="Kind">What it is.</param>
/// <param name="PictureSha">Content hash of the picture.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="RenderingSha">Content hash of what the generator made, before blending; null if that is the picture.</param>
/// <param name="MaskSha">Content hash of the mask that was filled.</param>
/// <param name="ParametersJson">Every parameter, as JSON.</param>
/// <param name="Lpips">Distance from the input where it is known.</param>
/// <param name="Identity">Cosine to the nearest reference photo.</param>
/// <param name="NearestPhoto">Which photo that is, by name.</param>
/// <param name="AllowedBeta">The dilation that was allowed; null for unbounded.</param>
/// <param name="EffectiveBeta">The dilation its code needs.</param>
/// <param name="Seed">Start of its random sequence.</param>
/// <param name="IsComparison">Whether the untuned prior made it, for comparison.</param>
/// <param name="IsKept">Whether the user kept it.</param>
/// <param name="IsDiscarded">Whether the user discarded it.</param>
/// <param name="CreatedUtc">When it was made.</param>
public sealed record ResultView(
    Guid Id, Guid Person, Guid? Generator, Guid? Workpiece, Guid? Job, Guid? Code, ResultKind Kind, string PictureSha, string MediaType,
    string? RenderingSha, string? MaskSha, string ParametersJson, double? Lpips, double? Identity, string? NearestPhoto, double? AllowedBeta,
    double? EffectiveBeta, long Seed, bool IsComparison, bool IsKept, bool IsDiscarded, DateTime CreatedUtc)
{
    /// <summary>The anchors that carry it, the strongest first; empty if that is not known.</summary>
    public IReadOnlyList<CarrierView> Carriers => ResultRecipe.Carriers(ParametersJson);

    internal static ResultView Of(ResultEntity row) => new(
        row.Id, row.PersonId, row.GeneratorId, row.WorkpieceId, row.JobId, row.CodeId, row.Kind, row.PictureSha, row.MediaType, row.RenderingSha,
        row.MaskSha, row.ParametersJson, row.Lpips, row.Identity, row.NearestPhoto, row.AllowedBeta, row.EffectiveBeta, row.Seed, row.IsComparison,
        row.IsKept, row.IsDiscarded, row.CreatedUtc);
}
