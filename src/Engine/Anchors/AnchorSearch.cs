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

/// <summary>
/// The finding of anchors, a little at a time, so that the engine thread can do something else in between: a batch of photos a
/// step with an encoder, an optimiser step for a batch of photos without one.
/// </summary>
public sealed class AnchorSearch : IDisposable
{
    private const int Batch = 8;

    private readonly IReadOnlyList<RgbImage> _photos;
    private readonly List<double[]> _rows = [];
    private readonly Device _device;
    private readonly WEncoder? _encoder;
    private readonly Func<Tensor, ProjectionSession>? _start;
    private ProjectionSession? _session;

    /// <summary>Finds anchors by encoder.</summary>
    /// <param name="encoder">The encoder of the prior; belongs to the caller.</param>
    /// <param name="photos">Aligned photos, in the order the anchors will have.</param>
    /// <param name="device">The encoder's device.</param>
    public AnchorSearch(WEncoder encoder, IReadOnlyList<RgbImage> photos, Device device)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(photos);
        (_encoder, _photos, _device) = (encoder, photos, device);
    }

    /// <summary>Finds anchors by optimisation into W from its mean.</summary>
    /// <param name="prior">The untuned generator; belongs to the caller.</param>
    /// <param name="photos">Aligned photos of its resolution, in the order the anchors will have.</param>
    /// <param name="loss">Eq. 1.</param>
    /// <param name="options">How.</param>
    /// <exception cref="EngineException">The prior carries no mean code to start from.</exception>
    public AnchorSearch(StyleGenerator prior, IReadOnlyList<RgbImage> photos, ReconstructionLoss loss, ProjectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(photos);
        (_photos, _device) = (photos, prior.Device);
        if (prior.MeanW is null)
        {
            throw new EngineException("This prior has no mean code (latent_avg, w_avg) to start from: give an encoder, or a file that has one.");
        }

        // A hull of one anchor, the mean: its centre is where the search starts.
        using Tensor mean = prior.MeanW.unsqueeze(0);
        var start = new AnchorHull(Codes.ToMatrix(mean));
        _start = inputs => new ProjectionSession(prior, start, inputs, new NoDegradation(), loss, options);
    }

    /// <summary>Anchors found so far.</summary>
    public int Found => _rows.Count;

    /// <summary>Whether every photo has its anchor.</summary>
    public bool IsFinished => Found == _photos.Count;

    /// <summary>Goes on by one step.</summary>
    public void Step()
    {
        using var scope = NewDisposeScope();
        RgbImage[] batch = [.. _photos.Skip(Found).Take(Batch)];
        if (_encoder is not null)
        {
            Add(Codes.ToMatrix(_encoder.Forward(ImageTensors.ToTensor(batch, _device))));
            return;
        }

        _session ??= _start!(ImageTensors.ToTensor(batch, _device));
        _session.Step();
        if (_session.IsFinished)
        {
            Add(RowMatrix.FromRows([.. _session.Results().Select(result => result.Code.Row(0).ToArray())]));
            _session.Dispose();
            _session = null;
        }
    }

    /// <summary>All anchors, [N, dim W], once the search is finished.</summary>
    public RowMatrix Anchors() => RowMatrix.FromRows(_rows);

    /// <inheritdoc/>
    public void Dispose() => _session?.Dispose();

    private void Add(RowMatrix codes)
    {
        for (int i = 0; i < codes.Rows; i++)
        {
            _rows.Add(codes.Row(i).ToArray());
        }
    }
}
