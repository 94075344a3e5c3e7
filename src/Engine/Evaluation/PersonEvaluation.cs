using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using static TorchSharp.torch;

namespace MyStyle.Engine.Evaluation;

/// <summary>Measures a person the way the paper does. Lives on the engine thread.</summary>
/// <param name="person">The person.</param>
/// <param name="untuned">The prior the person was tuned from.</param>
/// <param name="faces">Measures identity.</param>
/// <param name="loss">Measures distances.</param>
/// <param name="options">How much.</param>
public sealed class PersonEvaluation(
    PersonalPrior person, StyleGenerator untuned, FaceAnalyzer faces, ReconstructionLoss loss, EvaluationOptions options)
{
    private EvaluationReport? _report;

    /// <summary>Optimiser steps of a whole evaluation, for progress.</summary>
    public int TotalSteps => Runs().Count * options.Projection.Steps;

    /// <summary>What was measured.</summary>
    /// <exception cref="InvalidOperationException">The evaluation is not at its end.</exception>
    public EvaluationReport Report => _report ?? throw new InvalidOperationException("The evaluation is not at its end.");

    /// <summary>Runs the evaluation.</summary>
    /// <param name="test">Test photos, aligned, at the generator's resolution.</param>
    /// <param name="progress">Told how many optimiser steps are done.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="EngineException">The person keeps no face descriptors, or there is no test photo.</exception>
    public EvaluationReport Run(IReadOnlyList<RgbImage> test, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        foreach (int done in Steps(test))
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(done);
        }

        return Report;
    }

    /// <summary>
    /// The same a little at a time, for a thread that has other things to do as well: gives how many optimiser steps are done, one
    /// at a time, and 0 a few times before the first. <see cref="Report"/> is there at the end. No scope may close in between that
    /// was not open at the start.
    /// </summary>
    /// <param name="test">Test photos, aligned, at the generator's resolution.</param>
    /// <param name="breath">Told every few pictures while samples are measured, which takes half a minute on two cores.</param>
    /// <exception cref="EngineException">The person keeps no face descriptors, or there is no test photo.</exception>
    public IEnumerable<int> Steps(IReadOnlyList<RgbImage> test, IProgress<int>? breath = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (person.Meter(faces) is not { } meter)
        {
            throw new EngineException("This person keeps no descriptors of the face embedding network in use to measure identity by; train it again.");
        }

        return test.Count > 0 ? StepsOf(test, meter, breath) : throw new EngineException("There is no test photo to evaluate on.");
    }

    private IEnumerable<int> StepsOf(IReadOnlyList<RgbImage> test, IdentityMeter meter, IProgress<int>? breath)
    {
        BeforeAfter interpolation = Interpolation(meter, breath);
        yield return 0;
        (double Identity, double Diversity) before = Synthesis(untuned, meter, breath);
        yield return 0;
        (double Identity, double Diversity) after = Synthesis(person.Generator, meter, breath);
        yield return 0;
        var figures = new List<ProjectionFigures>();
        int done = 0;
        using Tensor inputs = ImageTensors.ToTensor(test, person.Generator.Device).DetachFromDisposeScope();
        foreach (ProjectionOptions run in Runs())
        {
            using var session = new ProjectionSession(person.Generator, person.Hull, inputs, new NoDegradation(), loss, run);
            while (!session.IsFinished)
            {
                session.Step();
                yield return ++done;
            }

            figures.Add(Figures(session.Results(), run, meter));
        }

        PersonManifest manifest = person.Person.Manifest;
        _report = new EvaluationReport(
            Pair(manifest.Before?.Perceptual, manifest.After?.Perceptual),
            Pair(manifest.Before?.Identity, manifest.After?.Identity),
            interpolation,
            new BeforeAfter(before.Identity, after.Identity),
            new BeforeAfter(before.Diversity, after.Diversity),
            meter.References.SelfScores().DefaultIfEmpty(double.NaN).Average(),
            Mean(meter.Score(test)),
            figures);
    }

    private static BeforeAfter? Pair(double? before, double? after) => before is { } b && after is { } a ? new BeforeAfter(b, a) : null;

    private static double Mean(IEnumerable<IdentityScore> scores) => scores.Average(score => score.Cosine);

    private IReadOnlyList<RgbImage> Render(StyleGenerator generator, IReadOnlyList<double[]> codes) => PersonalPrior.Render(
        generator, [.. codes.Select(code => RowMatrix.Repeat(code, person.LayerCount))]);

    /// <summary>Draws codes and describes the faces, a few at a time.</summary>
    private List<(RgbImage Picture, float[] Face)> Draw(StyleGenerator generator, IReadOnlyList<double[]> codes, IProgress<int>? breath)
    {
        var drawn = new List<(RgbImage, float[])>(codes.Count);
        foreach (double[][] some in codes.Chunk(PersonalPrior.RenderBatch))
        {
            IReadOnlyList<RgbImage> pictures = Render(generator, some);
            drawn.AddRange(pictures.Zip(faces.EmbedAligned(pictures)));
            breath?.Report(drawn.Count);
        }

        return drawn;
    }

    private BeforeAfter Interpolation(IdentityMeter meter, IProgress<int>? breath)
    {
        var random = new PortableRandom(options.Seed);
        var codes = new List<double[]>();
        var ends = new List<int[]>();
        int count = person.Hull.Count;
        for (int pair = 0; pair < options.Pairs && count > 2; pair++)
        {
            int from = random.NextInt(count), to = (from + 1 + random.NextInt(count - 1)) % count;
            for (int point = 1; point <= options.PointsBetween; point++)
            {
                double t = (double)point / (options.PointsBetween + 1);
                var alpha = new double[count];
                (alpha[from], alpha[to]) = (1 - t, t);
                codes.Add(person.Hull.Point(alpha));
                ends.Add([from, to]);
            }
        }

        return new BeforeAfter(Score(untuned), Score(person.Generator));

        double Score(StyleGenerator generator) => codes.Count == 0
            ? double.NaN
            : Draw(generator, codes, breath).Select((drawn, i) => meter.References.Score(drawn.Face, ends[i]).Cosine).Average();
    }

    private (double Identity, double Diversity) Synthesis(StyleGenerator generator, IdentityMeter meter, IProgress<int>? breath)
    {
        var sampler = new HullSampler(SamplerKind.ThreeAnchors, person.Hull.Count, options.Seed);
        double[][] codes = [.. Enumerable.Range(0, options.Samples).Select(_ => person.Hull.Point(sampler.Next()))];
        List<(RgbImage Picture, float[] Face)> samples = Draw(generator, codes, breath);
        IReadOnlyList<IdentityScore> scores = [.. samples.Select(sample => meter.References.Score(sample.Face))];
        // The paper finds each sample's cluster by perceptual distance to the photos; the person keeps their descriptors, not the photos.
        int[] nearest = [.. scores.Select(score => score.Nearest)];
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        ReconstructionTarget[] features = [.. samples.Select((sample, i) => Breathing(i, loss.Prepare(sample.Picture.ToTensor(generator.Device))))];
        int compared = 0;
        double diversity = Diversity.IntraCluster(
            nearest, (a, b) => Breathing(++compared, loss.Compare(features[a].Images, features[b]).Lpips.item<float>())).Mean;
        return (Mean(scores), diversity);

        T Breathing<T>(int done, T value)
        {
            breath?.Report(done);
            return value;
        }
    }

    private List<ProjectionOptions> Runs() =>
    [
        .. options.Betas.Select(beta => options.Projection with { Space = LatentSpace.AlphaPlus, Beta = beta }),
        options.Projection with { Space = LatentSpace.Alpha, Beta = options.ComparisonBeta },
        Free(LatentSpace.W),
        Free(LatentSpace.WPlus),
    ];

    private ProjectionOptions Free(LatentSpace space) => Anchors.AnchorInversion.OptimisationDefaults with
    {
        Space = space,
        Beta = null,
        Steps = options.Projection.Steps,
    };

    private static ProjectionFigures Figures(IReadOnlyList<ProjectionResult> results, ProjectionOptions run, IdentityMeter meter) => new(
        run.Space,
        run.Beta,
        results[0].Dilation is null ? null : results.Average(result => result.Dilation!.Effective),
        results.Average(result => result.Lpips),
        results.Average(result => result.L2),
        Mean(meter.Score([.. results.Select(result => result.Image)])));
}
