using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using static TorchSharp.torch;

namespace MyStyle.Engine.Workshop;

/// <summary>
/// Pictures through the personal prior: inversion, inpainting (5.2.1) and enlargement (5.2.2). Each starts a run that is
/// advanced step by step on the engine thread.
/// </summary>
/// <param name="prior">The person.</param>
/// <param name="loss">Eq. 1.</param>
/// <param name="faces">Measures identity and finds the outline of the face; null leaves both out.</param>
/// <param name="options">How to project.</param>
/// <param name="betas">Several allowed dilations to try side by side in one run, all finite; null for the options' one.</param>
public sealed class Enhancement(
    PersonalPrior prior, ReconstructionLoss loss, FaceAnalyzer? faces, ProjectionOptions options, IReadOnlyList<double>? betas = null)
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
        return Start(picture, new NoDegradation(), null, _ => null, picture);
    }

    /// <summary>Fills a hole.</summary>
    /// <param name="picture">Aligned, at the generator's resolution; what it holds inside the hole does not matter.</param>
    /// <param name="hole">Above 127 where the picture is to be filled, of the same size.</param>
    /// <param name="mode">How the filling is set into the picture.</param>
    public EnhancementRun Inpaint(RgbImage picture, Mask hole, BlendMode mode)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(hole);
        Tensor keep = tensor(
            Array.ConvertAll(hole.Values, value => value > 127 ? 0f : 1f), [1, 1, hole.Height, hole.Width], device: prior.Generator.Device)
            .DetachFromDisposeScope();
        return Start(picture, new MaskDegradation(keep), keep, image => Blend.Into(image, picture, hole, mode), picture);
    }

    /// <summary>Enlarges a small picture to the generator's resolution.</summary>
    /// <param name="small">A low-resolution square, smaller than the generator's pictures.</param>
    public EnhancementRun Upscale(RgbImage small)
    {
        ArgumentNullException.ThrowIfNull(small);
        RgbImage background = Resampler.Resize(small, prior.Resolution, prior.Resolution);
        return Start(small, new AreaDegradation(small.Height, small.Width), null, OverBackground, null);

        RgbImage? OverBackground(RgbImage image) =>
            faces?.Find(image, DetectionEffort.Glance) is [{ Landmarks: var landmarks }, ..]
                ? Blend.Mix(image, background, FaceMatte.FromPicture([.. landmarks], image))
                : null;
    }

    private EnhancementRun Start(
        RgbImage input, IDegradation degradation, Tensor? owned, Func<RgbImage, RgbImage?> blend, RgbImage? judged)
    {
        using var scope = NewDisposeScope();
        Tensor one = ImageTensors.ToTensor(input, prior.Generator.Device);
        Tensor inputs = degradation is MaskDegradation ? degradation.Apply(one) : one;
        Tensor all = betas is null ? inputs : inputs.expand(betas.Count, -1, -1, -1);
        var session = new ProjectionSession(prior.Generator, prior.Hull, all, degradation, loss, options, betas);
        return new EnhancementRun(prior, faces, session, owned, blend, judged);
    }
}
