using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using static TorchSharp.torch;

namespace MyStyle.Engine.Workshop;

/// <summary>
/// Estimates with the person's prior how blurred a photo is: a short projection, and every few steps the sigma that makes the
/// rendering of that moment most like the photo. The prior knows sharp pictures only, so the blur has to come from somewhere. Where
/// noise or compression hide the edges, this sees more than <see cref="DegradationEstimator"/>, from whose answer it starts.
/// </summary>
public sealed class BlurSearch : IDisposable
{
    private const int StepsARound = 15;
    private const int Rounds = 4;

    /// <summary>How far from the current sigma the first look goes, as a factor.</summary>
    private const double Reach = 2;

    private const int Looks = 7;

    private readonly PersonalPrior _prior;
    private readonly RgbImage _picture;
    private readonly ProjectionSession _session;

    /// <summary>Prepares; the first step is still to be taken.</summary>
    /// <param name="prior">The person.</param>
    /// <param name="loss">Eq. 1.</param>
    /// <param name="picture">The photo as it is to be restored.</param>
    /// <param name="spec">What happened to it: a blur of known or unknown strength, and all other strengths known.</param>
    /// <exception cref="ArgumentException">There is no blur in the description.</exception>
    /// <exception cref="Runtime.EngineException">Another strength is unknown.</exception>
    public BlurSearch(PersonalPrior prior, ReconstructionLoss loss, RgbImage picture, DegradationSpec spec)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(spec);
        (_prior, _picture) = (prior, picture);
        DegradationStep blur = spec.Find(DegradationKind.Blur) ?? throw new ArgumentException("There is no blur to search for.", nameof(spec));
        Spec = spec.With(blur with { Strength = blur.Strength ?? Math.Max(1, BlurScale.Sigma(picture)) });
        ComposedDegradation start = Operators(Spec);
        using var scope = NewDisposeScope();
        Tensor input = start.Observe(ImageTensors.ToTensor(picture, prior.Generator.Device));
        _session = new ProjectionSession(
            prior.Generator, prior.Hull, input, start, loss,
            new ProjectionOptions { Steps = StepsARound * Rounds, Schedule = LearningRateSchedule.Constant, LearningRate = 0.02 });
    }

    /// <summary>The description with the sigma found so far.</summary>
    public DegradationSpec Spec { get; private set; }

    /// <summary>Steps of the whole search.</summary>
    public int TotalSteps => _session.Options.Steps;

    /// <summary>Whether all steps are done.</summary>
    public bool IsFinished => _session.IsFinished;

    /// <summary>Takes one optimiser step, and looks for a better sigma every few.</summary>
    public ProjectionStep Step()
    {
        ProjectionStep step = _session.Step();
        if (step.Step % StepsARound == 0)
        {
            double sigma = Spec.Find(DegradationKind.Blur)!.Strength!.Value;
            sigma = Best(sigma, Reach);
            sigma = Best(sigma, Math.Pow(Reach, 1.5 / Looks));
            Spec = With(sigma);
            IDegradation before = _session.Degradation;
            _session.Degradation = Operators(Spec);
            ((IDisposable)before).Dispose();
        }

        return step;
    }

    /// <summary>Takes all remaining steps.</summary>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The description with the sigma found; without blur where there is none to speak of.</returns>
    public DegradationSpec ToEnd(IProgress<ProjectionStep>? progress = null, CancellationToken cancellation = default)
    {
        while (!IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            ProjectionStep step = Step();
            progress?.Report(step);
        }

        return Spec.Find(DegradationKind.Blur)!.Strength < DegradationEstimator.VisibleBlur ? Spec.Without(DegradationKind.Blur) : Spec;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IDisposable)_session.Degradation).Dispose();
        _session.Dispose();
    }

    /// <summary>The best of a few sigmas from <paramref name="centre"/> / <paramref name="reach"/> to <paramref name="centre"/> * <paramref name="reach"/>.</summary>
    private double Best(double centre, double reach)
    {
        (double least, double greatest) = DegradationStep.Range(DegradationKind.Blur)!.Value;
        double[] sigmas = [.. Enumerable.Range(0, Looks)
            .Select(i => Math.Clamp(centre * Math.Pow(reach, (2.0 * i / (Looks - 1)) - 1), least, greatest)).Distinct()];
        ComposedDegradation[] alternatives = Array.ConvertAll(sigmas, sigma => Operators(With(sigma)));
        double[] losses = _session.Compare(alternatives);
        Array.ForEach(alternatives, alternative => alternative.Dispose());
        return sigmas[Array.IndexOf(losses, losses.Min())];
    }

    private DegradationSpec With(double sigma) =>
        Spec.With(new DegradationStep(DegradationKind.Blur, Math.Round(sigma, 2)));

    private ComposedDegradation Operators(DegradationSpec spec) =>
        Degradations.Create(spec, _prior.Resolution, _picture.Height, _picture.Width);
}
