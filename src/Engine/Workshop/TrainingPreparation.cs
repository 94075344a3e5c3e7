using MyStyle.Engine.Anchors;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks.Encoder;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>
/// What comes before a tuning, step by step: the networks are loaded at once, the anchors found one step at a time. Lives on the
/// engine thread.
/// </summary>
public sealed class TrainingPreparation : IDisposable
{
    private readonly Toolbox _toolbox;
    private readonly TrainingPlan _plan;
    private readonly LoadedPrior _prior;
    private readonly string? _encoder;
    private readonly WEncoder? _network;
    private readonly AnchorSearch _anchors;
    private readonly AnchorSearch? _heldOut;
    private bool _handedOver;

    /// <summary>Loads the networks.</summary>
    /// <param name="toolbox">Where the networks come from.</param>
    /// <param name="prior">The prior, by catalogue name or path.</param>
    /// <param name="encoder">The encoder, by catalogue name or path; null takes the prior's bundled one, or optimises, as <see cref="Training.NoEncoder"/> does.</param>
    /// <param name="plan">What to make.</param>
    /// <exception cref="EngineException">The photos do not fit the prior, or a network does not load.</exception>
    public TrainingPreparation(Toolbox toolbox, string prior, string? encoder, TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(toolbox);
        ArgumentNullException.ThrowIfNull(plan);
        _toolbox = toolbox;
        _plan = plan;
        _prior = toolbox.LoadPrior(prior);
        try
        {
            RequireFitting(plan, _prior);
            _encoder = encoder == Training.NoEncoder ? null : encoder ?? toolbox.EncoderFor(_prior.Reference);
            _network = _encoder is null ? null : toolbox.LoadEncoder(_encoder, _prior.Generator);
            _anchors = Search(plan.Photos);
            _heldOut = plan.HeldOut.Count == 0 ? null : Search(plan.HeldOut);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Anchors found so far, those of held-out photos not counted.</summary>
    public int Found => _anchors.Found;

    /// <summary>Whether all anchors are found.</summary>
    public bool IsFinished => _anchors.IsFinished && _heldOut?.IsFinished != false;

    /// <summary>Goes on by one step.</summary>
    public void Step() => (_anchors.IsFinished ? _heldOut! : _anchors).Step();

    /// <summary>Measures the untuned prior and hands the training over.</summary>
    /// <param name="progress">Told between batches while it measures.</param>
    public Training Complete(IProgress<int>? progress = null)
    {
        var training = new Training(_toolbox, _prior, _encoder, _plan, _anchors.Anchors(), _heldOut?.Anchors(), progress);
        _handedOver = true;
        return training;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _anchors?.Dispose();
        _heldOut?.Dispose();
        _network?.Dispose();
        if (!_handedOver)
        {
            _prior.Generator.Dispose();
        }
    }

    private static void RequireFitting(TrainingPlan plan, LoadedPrior prior)
    {
        int size = prior.Reference.Resolution;
        if (plan.Photos.Count < 2)
        {
            throw new EngineException($"{plan.Photos.Count} photo(s) do not make a person: give at least 2, better about 100.");
        }

        if (plan.Photos.Concat(plan.HeldOut).FirstOrDefault(photo => photo.Image.Width != size || photo.Image.Height != size) is { } odd)
        {
            throw new EngineException(
                $"{odd.Name} is {odd.Image.Width}x{odd.Image.Height}; the prior {prior.Reference.Name} makes {size}x{size}. Run 'mystyle align --size {size}' first.");
        }
    }

    private AnchorSearch Search(IReadOnlyList<NamedPhoto> photos)
    {
        RgbImage[] images = [.. photos.Select(photo => photo.Image)];
        return _network is null
            ? new AnchorSearch(_prior.Generator, images, new ReconstructionLoss(_toolbox.Perceptual), AnchorInversion.OptimisationDefaults)
            : new AnchorSearch(_network, images, _toolbox.Device);
    }
}
