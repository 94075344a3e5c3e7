using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Workshop;

/// <summary>
/// Pictures through the personal prior: inversion, inpainting (5.2.1), enlargement (5.2.2), and restoration from whatever else
/// happened to a photo. Each starts a run that is advanced step by step on the engine thread.
/// </summary>
/// <param name="prior">The person.</param>
/// <param name="loss">Eq. 1.</param>
/// <param name="faces">Measures identity and finds the outline of the face; null leaves both out.</param>
/// <param name="options">How to project.</param>
/// <param name="betas">Several allowed dilations to try side by side in one run, all finite; null for the options' one.</param>
/// <param name="seeds">
/// Several candidates to look for side by side (see <see cref="ProjectionOptions.Seed"/>); null for the options' one. With
/// <paramref name="betas"/>, one seed each: pairs.
/// </param>
public sealed class Enhancement(
    PersonalPrior prior, ReconstructionLoss loss, FaceAnalyzer? faces, ProjectionOptions options, IReadOnlyList<double>? betas = null,
    IReadOnlyList<ulong>? seeds = null)
{
    /// <summary>How much a large picture is reduced before it is enlarged, where nobody says.</summary>
    public const int DefaultFactor = 8;

    /// <summary>The dilation for enlargement (5.2.2): the input says less than a photo, but all of it is to be trusted.</summary>
    public const double EnlargementBeta = 0.05;

    /// <summary>Finds the code of a picture.</summary>
    /// <param name="picture">Aligned, at the generator's resolution.</param>
    public EnhancementRun Invert(RgbImage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Start(picture, new NoDegradation(), _ => null, picture);
    }

    /// <summary>Fills a hole.</summary>
    /// <param name="picture">Aligned, at the generator's resolution; what it holds inside the hole does not matter.</param>
    /// <param name="hole">Above 127 where the picture is to be filled, of the same size.</param>
    /// <param name="mode">How the filling is set into the picture.</param>
    public EnhancementRun Inpaint(RgbImage picture, Mask hole, BlendMode mode)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(hole);
        return Start(picture, new MaskDegradation(Keep(hole)), image => Blend.Into(image, picture, hole, mode), picture);
    }

    /// <summary>Enlarges a small picture to the generator's resolution.</summary>
    /// <param name="small">A low-resolution square, smaller than the generator's pictures.</param>
    public EnhancementRun Upscale(RgbImage small)
    {
        ArgumentNullException.ThrowIfNull(small);
        return Start(small, new AreaDegradation(small.Height, small.Width), image => OverBackground(image, small), null);
    }

    /// <summary>Undoes what happened to a photo. The result is the rendering: sharp, clean and in colour.</summary>
    /// <param name="picture">Aligned; of the generator's resolution, or a smaller square that is enlarged as well.</param>
    /// <param name="spec">What happened to it, all strengths known; see <see cref="DegradationEstimator"/>.</param>
    /// <param name="hole">Above 127 where the picture is missing besides, of the picture's size; null for nowhere.</param>
    /// <param name="keepBackground">Whether the head is set into the photo as it is, its degraded background kept.</param>
    /// <exception cref="EngineException">A strength is unknown.</exception>
    public EnhancementRun Restore(RgbImage picture, DegradationSpec spec, Mask? hole = null, bool keepBackground = false)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(spec);
        ComposedDegradation degradation = Degradations.Create(
            spec, prior.Resolution, picture.Height, picture.Width, hole is null ? null : Keep(hole));
        return Start(picture, degradation, image => keepBackground ? OverBackground(image, picture) : null, null);
    }

    /// <summary>1 where the picture is there, 0 in the hole, [1, 1, H, W]; belongs to the caller.</summary>
    private Tensor Keep(Mask hole) => tensor(
        Array.ConvertAll(hole.Values, value => value > 127 ? 0f : 1f), [1, 1, hole.Height, hole.Width], device: prior.Generator.Device)
        .DetachFromDisposeScope();

    /// <summary>The rendered head before the input's own background; null where no face is found.</summary>
    private RgbImage? OverBackground(RgbImage image, RgbImage input) =>
        faces?.Find(image, DetectionEffort.Glance) is [{ Landmarks: var landmarks }, ..]
            ? Blend.Mix(image, Resampler.Resize(input, prior.Resolution, prior.Resolution), FaceMatte.FromPicture([.. landmarks], image))
            : null;

    private EnhancementRun Start(RgbImage input, IDegradation degradation, Func<RgbImage, RgbImage?> blend, RgbImage? judged)
    {
        if (betas is not null && seeds is not null && betas.Count != seeds.Count)
        {
            throw new ArgumentException($"{betas.Count} betas and {seeds.Count} seeds are not pairs.");
        }

        using var scope = NewDisposeScope();
        Tensor inputs = degradation.Observe(ImageTensors.ToTensor(input, prior.Generator.Device));
        Tensor all = (betas?.Count ?? seeds?.Count) is { } count ? inputs.expand(count, -1, -1, -1) : inputs;
        var session = new ProjectionSession(prior.Generator, prior.Hull, all, degradation, loss, options, betas, seeds);
        return new EnhancementRun(prior, faces, session, degradation as IDisposable, blend, judged);
    }
}
