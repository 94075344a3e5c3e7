using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Runtime;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tuning;

/// <summary>
/// Tunes a generator until every anchor renders its photo (eq. 1), one optimiser step at a time. The order of the photos
/// depends on the seed and the pass alone, so a run continued from a checkpoint equals one that was never interrupted, bit for bit.
/// </summary>
public sealed class TuningSession : IDisposable
{
    private readonly StyleGenerator _generator;
    private readonly ReconstructionLoss _loss;
    private readonly TuningTargets _targets;
    private readonly Tensor _codes;
    private readonly FlatAdam _adam;
    private readonly int[] _order;
    private readonly Dictionary<int, (Tensor Indices, RepeatedWork Work)> _work = [];
    private int _orderedPass = -1;

    /// <summary>Prepares a run. The generator's weights are moved in place.</summary>
    /// <param name="generator">The prior, or the same prior part-way through the same run.</param>
    /// <param name="anchors">Codes [N, dim W] of the photos.</param>
    /// <param name="photos">N aligned photos of the generator's resolution, in the anchors' order.</param>
    /// <param name="loss">Eq. 1.</param>
    /// <param name="options">How to tune.</param>
    public TuningSession(
        StyleGenerator generator, RowMatrix anchors, IReadOnlyList<RgbImage> photos, ReconstructionLoss loss, TuningOptions options)
        : this(generator, [.. RowsOf(anchors)], photos, loss, options)
    {
    }

    /// <summary>Prepares a run around codes of W+: the test-time step of PTI on inverted photos.</summary>
    /// <param name="generator">A generator, tuned or not.</param>
    /// <param name="codes">A code a photo, each [layers, dim W], or [1, dim W] for the same on every layer.</param>
    /// <param name="photos">As many aligned photos of the generator's resolution.</param>
    /// <param name="loss">Eq. 1.</param>
    /// <param name="options">How to tune.</param>
    public TuningSession(
        StyleGenerator generator, IReadOnlyList<RowMatrix> codes, IReadOnlyList<RgbImage> photos, ReconstructionLoss loss, TuningOptions options)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(photos);
        ArgumentNullException.ThrowIfNull(options);
        if (photos.Count == 0 || codes.Count != photos.Count)
        {
            throw new ArgumentException($"{photos.Count} photos need as many codes, not {codes.Count}.", nameof(codes));
        }

        Options = options;
        _generator = generator;
        _loss = loss;
        using (var scope = NewDisposeScope())
        {
            _codes = stack([.. codes.Select(code => Codes.ToTensor(code, generator.Device))]).DetachFromDisposeScope();
        }

        _targets = new TuningTargets(photos, loss, generator.Device);
        _order = [.. Enumerable.Range(0, photos.Count)];
        // Anchors that were optimised left it frozen; demodulation has to follow the weights.
        generator.Synthesis.Thaw();
        generator.Parameters.TrackGradients();
        _adam = new FlatAdam(generator.Parameters.Values, generator.Parameters.Gradients!);
        StepsPerPass = (photos.Count + options.BatchSize - 1) / options.BatchSize;
    }

    /// <summary>How this run tunes.</summary>
    public TuningOptions Options { get; }

    /// <summary>Optimiser steps that visit every photo once.</summary>
    public int StepsPerPass { get; }

    /// <summary>Steps of the whole run.</summary>
    public long TotalSteps => (long)StepsPerPass * Options.Passes;

    /// <summary>Steps taken.</summary>
    public long StepsTaken => _adam.StepCount;

    /// <summary>Complete passes so far.</summary>
    public int PassesDone => (int)(StepsTaken / StepsPerPass);

    /// <summary>Whether all passes are done.</summary>
    public bool IsFinished => StepsTaken >= TotalSteps;

    /// <summary>The optimiser, for checkpoints.</summary>
    internal FlatAdam Optimiser => _adam;

    /// <summary>The generator being tuned.</summary>
    internal StyleGenerator Generator => _generator;

    /// <summary>Takes one optimiser step.</summary>
    public TuningStep Step()
    {
        using var scope = NewDisposeScope();
        int pass = PassesDone;
        Tensor terms = Gradients(Batch(pass, (int)(StepsTaken % StepsPerPass)));
        _adam.Step(Rate());

        // One read-back: each one waits for the device.
        ReadOnlySpan<float> seen = [.. terms.cpu().data<float>()];
        return new TuningStep(StepsTaken, TotalSteps, pass + 1, seen[0], seen[1], seen[2]);
    }

    /// <summary>Stops tracking gradients; the generator keeps its tuned weights.</summary>
    public void Dispose()
    {
        foreach ((Tensor indices, RepeatedWork work) in _work.Values)
        {
            work.Dispose();
            indices.Dispose();
        }

        _adam.Dispose();
        _targets.Dispose();
        _codes.Dispose();
        _generator.Parameters.ReleaseGradients();
    }

    /// <summary>Adds up the gradients of a batch.</summary>
    /// <returns>The loss and its two terms, means over the batch, [3].</returns>
    private Tensor Gradients(int[] batch)
    {
        Tensor chosen = tensor(batch.Select(i => (long)i).ToArray());
        // Two sizes at most: the last batch of a pass may be smaller.
        if (!_work.TryGetValue(batch.Length, out (Tensor Indices, RepeatedWork Work) known))
        {
            Tensor indices = chosen.to(_generator.Device, copy: true).DetachFromDisposeScope();
            int side = _generator.Architecture.Resolution;
            known = (indices, new RepeatedWork(_generator.Device, (long)batch.Length * side * side, () => Gradients(indices)));
            _work.Add(batch.Length, known);
        }

        using (no_grad())
        {
            known.Indices.copy_(chosen);
        }

        return known.Work.Run();
    }

    private Tensor Gradients(Tensor indices)
    {
        Tensor ws = _codes.index_select(0, indices).expand(-1, _generator.Architecture.LayerCount, -1);
        SynthesisPass pass = _generator.Synthesis.Begin(ws);
        ReconstructionTerms terms = _loss.Compare(pass.Images, _targets.Select(indices));
        Tensor loss = terms.Total.mean();
        loss.backward();
        pass.Backward();
        using IDisposable noGrad = no_grad();
        return stack([loss, terms.Lpips.mean(), terms.L2.mean()]);
    }

    private static IEnumerable<RowMatrix> RowsOf(RowMatrix anchors) =>
        Enumerable.Range(0, anchors.Rows).Select(row => RowMatrix.Repeat(anchors.Row(row), 1));

    private double Rate() => Options.LearningRate * Options.Schedule.Factor(StepsTaken, TotalSteps);

    private int[] Batch(int pass, int index)
    {
        if (Options.Shuffle && pass != _orderedPass)
        {
            for (int i = 0; i < _order.Length; i++)
            {
                _order[i] = i;
            }

            // A generator of its own for every pass: the order needs no history, so neither does a checkpoint.
            new PortableRandom(unchecked((Options.Seed * 0x9E3779B97F4A7C15) + (ulong)pass)).Shuffle<int>(_order);
            _orderedPass = pass;
        }

        int from = index * Options.BatchSize;
        return _order[from..Math.Min(from + Options.BatchSize, _order.Length)];
    }
}
