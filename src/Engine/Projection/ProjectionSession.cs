using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>
/// Finds the codes whose degraded renderings equal the degraded pictures (eq. 8), one optimiser step at a time. Several
/// pictures, or one picture at several betas and seeds, share every pass through the generator and do not influence each other.
/// </summary>
public sealed class ProjectionSession : IDisposable
{
    private readonly StyleGenerator _generator;
    private IDegradation _degradation;
    private readonly ReconstructionLoss _loss;
    private readonly ReconstructionTarget _target;
    private readonly IProjectionCodes _codes;
    private readonly FlatAdam _adam;
    private readonly IReadOnlyList<double>? _betas;
    private readonly IReadOnlyList<ulong>? _seeds;
    private readonly Candidates? _candidates;
    private RepeatedWork _gradients;

    /// <summary>Starts at the centre of the hull.</summary>
    /// <param name="generator">The tuned generator; its weights stay as they are.</param>
    /// <param name="hull">The anchors.</param>
    /// <param name="inputs">The degraded pictures, [B, 3, h, w] in [-1, 1], of the size <paramref name="degradation"/> gives.</param>
    /// <param name="degradation">What happened to them.</param>
    /// <param name="loss">Eq. 1.</param>
    /// <param name="options">How to project.</param>
    /// <param name="betas">A beta for each picture in place of the options' one.</param>
    /// <param name="seeds">A seed for each picture in place of the options' one.</param>
    /// <exception cref="EngineException">There are seeds in W or W+.</exception>
    public ProjectionSession(
        StyleGenerator generator, AnchorHull hull, Tensor inputs, IDegradation degradation, ReconstructionLoss loss,
        ProjectionOptions options, IReadOnlyList<double>? betas = null, IReadOnlyList<ulong>? seeds = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(hull);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _generator = generator;
        _degradation = degradation;
        _loss = loss;
        int pictures = (int)inputs.shape[0], layers = generator.Architecture.LayerCount;
        _betas = betas ?? (options.Beta is { } beta ? [.. Enumerable.Repeat(beta, pictures)] : null);
        _seeds = seeds ?? (options.Seed == 0 ? null : [.. Enumerable.Repeat(options.Seed, pictures)]);
        if (_seeds is not null && options.Space is (LatentSpace.W or LatentSpace.WPlus))
        {
            throw new EngineException("Candidates by seed start at anchors, and W and W+ know none. Search in alpha or alpha-plus.");
        }

        _candidates = _seeds is not null && _seeds.Any(seed => seed != 0)
            ? new Candidates(generator, hull, inputs, degradation, _seeds, options.Spread)
            : null;
        _codes = options.Space is LatentSpace.W or LatentSpace.WPlus
            ? new FreeCodes(hull.Centre, pictures, layers, options.Space == LatentSpace.WPlus, generator.Device)
            : new AlphaCodes(hull, _betas, pictures, layers, options, generator.Device, _candidates?.Goals, _candidates?.Pull);
        using (var scope = NewDisposeScope())
        {
            _target = loss.Prepare(inputs.clone()).DetachFromDisposeScope();
        }

        generator.Synthesis.Freeze();
        _codes.Variables.TrackGradients();
        _adam = new FlatAdam(_codes.Variables.Values, _codes.Variables.Gradients!);
        _gradients = Work();
    }

    /// <summary>How this run projects.</summary>
    public ProjectionOptions Options { get; }

    /// <summary>What is held to have happened to the pictures; may be corrected between two steps.</summary>
    internal IDegradation Degradation
    {
        get => _degradation;
        set
        {
            _degradation = value;
            _gradients.Dispose();
            _gradients = Work();
        }
    }

    /// <summary>Steps taken.</summary>
    public long StepsTaken => _adam.StepCount;

    /// <summary>Whether all steps are done.</summary>
    public bool IsFinished => StepsTaken >= Options.Steps;

    /// <summary>Takes one optimiser step.</summary>
    public ProjectionStep Step()
    {
        using var scope = NewDisposeScope();
        Tensor terms = _gradients.Run();
        _adam.Step(Options.LearningRate * Options.Schedule.Factor(StepsTaken, Options.Steps));

        // One read-back: each one waits for the device.
        float[] values = Values(terms);
        int pictures = values.Length / 3;
        return new ProjectionStep(StepsTaken, values[..pictures], values[pictures..(2 * pictures)], values[(2 * pictures)..]);
    }

    /// <summary>Renders where the search stands.</summary>
    public IReadOnlyList<RgbImage> Render()
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        return ImageTensors.ToImages(_generator.Synthesis.Forward(_codes.Final()));
    }

    /// <summary>What the search has found so far.</summary>
    public IReadOnlyList<ProjectionResult> Results()
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        Tensor codes = _codes.Final();
        Tensor images = _generator.Synthesis.Forward(codes);
        ReconstructionTerms terms = _loss.Compare(_degradation.Apply(images), _target);
        float[] lpips = Values(terms.Lpips), l2 = Values(terms.L2);
        IReadOnlyList<RgbImage> pictures = ImageTensors.ToImages(images);
        return [.. pictures.Select((picture, i) =>
        {
            RowMatrix? alpha = _codes.FinalAlpha(i);
            DilationReport? dilation = alpha is null ? null : Dilation.Report(alpha, _betas?[i] ?? double.PositiveInfinity);
            return new ProjectionResult(picture, Codes.ToMatrix(codes[i]), alpha, dilation, lpips[i], l2[i], _seeds?[i] ?? 0);
        })];
    }

    /// <summary>The loss (eq. 1, without penalties) if something else had happened to the renderings of where the search stands; mean over pictures.</summary>
    internal double[] Compare(IReadOnlyList<IDegradation> alternatives)
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        Tensor images = _generator.Synthesis.Forward(_codes.Final());
        return [.. alternatives.Select(alternative => (double)Values(_loss.Compare(alternative.Apply(images), _target).Total).Average())];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gradients.Dispose();
        _adam.Dispose();
        _codes.Dispose();
        _candidates?.Dispose();
        _target.Dispose();
    }

    /// <summary>What a step does on the device: renders, compares, and adds up the gradients.</summary>
    private RepeatedWork Work() => new(
        _generator.Device, _target.Images.shape[0] * _generator.Architecture.Resolution * _generator.Architecture.Resolution, Gradients);

    /// <returns>LPIPS, L2 and penalty of every picture, [3, B].</returns>
    private Tensor Gradients()
    {
        SynthesisPass pass = _generator.Synthesis.Begin(_codes.Current());
        ReconstructionTerms terms = _loss.Compare(_degradation.Apply(pass.Images), _target);
        Tensor penalty = _codes.Penalty();
        if (_candidates?.Penalty(pass.Images, _degradation) is { } apart)
        {
            penalty += apart;
        }

        (terms.Total + penalty).sum().backward();
        pass.Backward();
        using IDisposable noGrad = no_grad();
        return stack([terms.Lpips, terms.L2, penalty]);
    }

    private static float[] Values(Tensor tensor)
    {
        using Tensor host = tensor.detach().cpu();
        return [.. host.data<float>()];
    }
}
