using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks.Encoder;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Anchors;

/// <summary>Turns aligned photos into anchors: the nearest codes the prior's W has to offer (section 3.1).</summary>
public static class AnchorInversion
{
    /// <summary>How anchors are optimised where there is no encoder: the first stage of PTI.</summary>
    public static ProjectionOptions OptimisationDefaults { get; } = new()
    {
        Space = LatentSpace.W,
        Steps = 450,
        LearningRate = 0.05,
        Schedule = LearningRateSchedule.Projector,
    };

    /// <summary>Anchors by encoder.</summary>
    /// <param name="encoder">The encoder of the prior.</param>
    /// <param name="photos">Aligned photos, in the order the anchors will have.</param>
    /// <param name="device">The encoder's device.</param>
    /// <param name="progress">Told how many photos are done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>[N, dim W]</returns>
    public static RowMatrix Encode(
        WEncoder encoder, IReadOnlyList<RgbImage> photos, Device device, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var search = new AnchorSearch(encoder, photos, device);
        return ToEnd(search, progress, cancellation);
    }

    /// <summary>Anchors by optimisation into W from its mean.</summary>
    /// <param name="prior">The untuned generator.</param>
    /// <param name="photos">Aligned photos of its resolution, in the order the anchors will have.</param>
    /// <param name="loss">Eq. 1.</param>
    /// <param name="options">How; null for <see cref="OptimisationDefaults"/>.</param>
    /// <param name="progress">Told how many photos are done.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>[N, dim W]</returns>
    /// <exception cref="EngineException">The prior carries no mean code to start from.</exception>
    public static RowMatrix Optimise(
        StyleGenerator prior, IReadOnlyList<RgbImage> photos, ReconstructionLoss loss, ProjectionOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        using var search = new AnchorSearch(prior, photos, loss, options ?? OptimisationDefaults);
        return ToEnd(search, progress, cancellation);
    }

    private static RowMatrix ToEnd(AnchorSearch search, IProgress<int>? progress, CancellationToken cancellation)
    {
        while (!search.IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            int found = search.Found;
            search.Step();
            if (search.Found > found)
            {
                progress?.Report(search.Found);
            }
        }

        return search.Anchors();
    }
}
