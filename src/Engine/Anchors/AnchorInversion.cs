using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
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
    private const int Batch = 8;

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
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(photos);
        return InBatches(photos, progress, batch => Codes.ToMatrix(encoder.Forward(ImageTensors.ToTensor(batch, device))), cancellation);
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
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(photos);
        if (prior.MeanW is null)
        {
            throw new EngineException("This prior has no mean code (latent_avg, w_avg) to start from: give an encoder, or a file that has one.");
        }

        // A hull of one anchor, the mean: its centre is where the search starts.
        using Tensor mean = prior.MeanW.unsqueeze(0);
        var start = new AnchorHull(Codes.ToMatrix(mean));
        return InBatches(photos, progress, batch =>
        {
            using Tensor inputs = ImageTensors.ToTensor(batch, prior.Device);
            using var session = new ProjectionSession(prior, start, inputs, new NoDegradation(), loss, options ?? OptimisationDefaults);
            while (!session.IsFinished)
            {
                cancellation.ThrowIfCancellationRequested();
                session.Step();
            }

            return RowMatrix.FromRows([.. session.Results().Select(result => result.Code.Row(0).ToArray())]);
        }, cancellation);
    }

    private static RowMatrix InBatches(
        IReadOnlyList<RgbImage> photos, IProgress<int>? progress, Func<IReadOnlyList<RgbImage>, RowMatrix> invert, CancellationToken cancellation)
    {
        var rows = new List<double[]>();
        foreach (RgbImage[] batch in photos.Chunk(Batch))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            RowMatrix codes = invert(batch);
            for (int i = 0; i < codes.Rows; i++)
            {
                rows.Add(codes.Row(i).ToArray());
            }

            progress?.Report(rows.Count);
        }

        return RowMatrix.FromRows(rows);
    }
}
