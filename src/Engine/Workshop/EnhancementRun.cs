using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Projection;

namespace MyStyle.Engine.Workshop;

/// <summary>A projection under way and what its result is wanted for.</summary>
public sealed class EnhancementRun : IDisposable
{
    private readonly PersonalPrior _prior;
    private readonly FaceAnalyzer? _faces;
    private readonly ProjectionSession _session;
    private readonly IDisposable? _owned;
    private readonly Func<RgbImage, RgbImage?> _blend;
    private readonly RgbImage? _judged;

    /// <param name="prior">The person.</param>
    /// <param name="faces">Measures identity.</param>
    /// <param name="session">The projection; belongs to the run.</param>
    /// <param name="owned">What goes with the run: tensors of the degradation.</param>
    /// <param name="blend">Sets a rendering into the input.</param>
    /// <param name="judged">The picture that shows whose photo it is; null to go by the result.</param>
    internal EnhancementRun(
        PersonalPrior prior, FaceAnalyzer? faces, ProjectionSession session, IDisposable? owned, Func<RgbImage, RgbImage?> blend, RgbImage? judged)
    {
        (_prior, _faces, _session, _owned, _blend, _judged) = (prior, faces, session, owned, blend, judged);
    }

    /// <summary>Steps of the whole run.</summary>
    public int TotalSteps => _session.Options.Steps;

    /// <summary>Steps taken.</summary>
    public long StepsTaken => _session.StepsTaken;

    /// <summary>Whether all steps are done.</summary>
    public bool IsFinished => _session.IsFinished;

    /// <summary>Takes one optimiser step.</summary>
    public ProjectionStep Step() => _session.Step();

    /// <summary>Renderings of where the search stands, one a beta.</summary>
    public IReadOnlyList<RgbImage> Preview() => _session.Render();

    /// <summary>Where the search stands, measured but neither blended nor compared with the person, one a beta.</summary>
    public IReadOnlyList<ProjectionResult> Standing() => _session.Results();

    /// <summary>Takes all remaining steps.</summary>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public IReadOnlyList<EnhancementResult> ToEnd(IProgress<ProjectionStep>? progress = null, CancellationToken cancellation = default)
    {
        while (!IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            ProjectionStep step = Step();
            progress?.Report(step);
        }

        return Results();
    }

    /// <summary>What the search has found so far, blended and measured, one result a beta.</summary>
    public IReadOnlyList<EnhancementResult> Results()
    {
        ProjectionResult[] found = [.. _session.Results()];
        IdentityMeter? meter = _prior.Meter(_faces);
        IReadOnlyList<IdentityScore>? scores = meter?.Score([.. found.Select(result => result.Image)]);
        return [.. found.Select((result, i) =>
        {
            RgbImage? blended = _blend(result.Image);
            return new EnhancementResult(
                result, blended, scores?[i].Cosine, scores is null ? null : _prior.Hull.Names[scores[i].Nearest],
                meter?.Judge(Witness(blended ?? result.Image)));
        })];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _owned?.Dispose();
    }

    /// <summary>The input if its face can be seen; behind a large hole it cannot, and the filled picture says more.</summary>
    private RgbImage Witness(RgbImage result) =>
        _judged is not null && _faces!.Find(_judged, DetectionEffort.Glance).Count > 0 ? _judged : result;
}
