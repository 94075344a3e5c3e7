using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Tuning;

namespace MyStyle.Engine.Workshop;

/// <summary>
/// Moves a copy of a person's generator until one code renders one photo (PTI's second stage): what the prior cannot know, a
/// scar or an earring, becomes part of it. Lives on the engine thread; the person it started from stays as it is.
/// </summary>
public sealed class Refinement : IDisposable
{
    private readonly Person _person;
    private readonly RefinementOptions _options;
    private readonly StyleGenerator _generator;
    private readonly TuningSession _session;
    private readonly PersonalCode _code;
    private TuningStep? _last;

    /// <summary>Prepares a run.</summary>
    /// <param name="prior">The person.</param>
    /// <param name="photo">Aligned, at the generator's resolution.</param>
    /// <param name="code">Its inversion.</param>
    /// <param name="loss">Eq. 1.</param>
    /// <param name="options">How.</param>
    public Refinement(PersonalPrior prior, RgbImage photo, PersonalCode code, ReconstructionLoss loss, RefinementOptions options)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(options);
        _person = prior.Person;
        _options = options;
        _code = code;
        _generator = new StyleGenerator(_person.Generator, prior.Generator.Device, prior.Generator.Precision);
        _session = new TuningSession(_generator, [code.Code], [photo], loss, options.ToTuning());
    }

    /// <summary>Most steps of the run.</summary>
    public long TotalSteps => _session.TotalSteps;

    /// <summary>Whether all steps are done, or the photo is matched well enough.</summary>
    public bool IsFinished => _session.IsFinished || (_last is { } last && last.Lpips <= _options.StopAt);

    /// <summary>Takes one optimiser step.</summary>
    public TuningStep Step() => _last = _session.Step();

    /// <summary>Renders the code with the weights as they are.</summary>
    public RgbImage Render() => PersonalPrior.Render(_generator, [_code.Code])[0];

    /// <summary>The person with the refined generator; everything else is the same, but how the reference photos fare was not measured.</summary>
    public Person Finish() => _person with
    {
        Generator = _generator.ToWeights(),
        Manifest = _person.Manifest with
        {
            After = null,
            UpdatedUtc = TimeProvider.System.GetUtcNow(),
            Hyperparameters = new Dictionary<string, double>(_person.Manifest.Hyperparameters)
            {
                ["refinementSteps"] = _session.StepsTaken,
                ["refinementLearningRate"] = _options.LearningRate,
            },
        },
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _generator.Dispose();
    }
}
