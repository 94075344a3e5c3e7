using MyStyle.Engine.Hull;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>
/// Several answers to one picture. From any start the search ends at nearly the same place, so a candidate is given a model for what
/// the picture leaves open: of a few anchors that its seed picks, the one whose rendering comes nearest to what is there. In a hole
/// the rendering is drawn to the model's pixels; where there is no hole, the coordinates are drawn to the model's.
/// </summary>
internal sealed class Candidates : IDisposable
{
    /// <summary>Anchors a seed picks at most: more come nearer to the picture, fewer differ more from seed to seed.</summary>
    private const int MostPicked = 6;

    /// <summary>Share of the anchors a seed picks at most: where there are few, all seeds would find the same one.</summary>
    private const int ShareOfAnchors = 4;

    /// <summary>What the spread counts for in alpha: a tenth there already costs as much likeness as 1 in a hole's pixels.</summary>
    private const double InAlpha = 0.05;

    private readonly Tensor? _hidden;
    private readonly Tensor? _weight;
    private readonly double _pixels;

    /// <summary>Chooses the models.</summary>
    /// <param name="generator">The tuned generator.</param>
    /// <param name="hull">The anchors.</param>
    /// <param name="inputs">The degraded pictures, [B, 3, h, w].</param>
    /// <param name="degradation">What happened to them.</param>
    /// <param name="seeds">One a picture; 0 for the plain answer.</param>
    /// <param name="spread">How strongly candidates are drawn to their models.</param>
    public Candidates(
        StyleGenerator generator, AnchorHull hull, Tensor inputs, IDegradation degradation, IReadOnlyList<ulong> seeds, double spread)
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        Goals = new RowMatrix(seeds.Count, hull.Count);
        var models = new Tensor[seeds.Count];
        for (int i = 0; i < seeds.Count; i++)
        {
            if (seeds[i] == 0)
            {
                Goals.Row(i).Fill(1.0 / hull.Count);
                continue;
            }

            (int anchor, models[i]) = Nearest(generator, hull, inputs.narrow(0, i, 1), degradation, seeds[i]);
            Goals[i, anchor] = 1;
        }

        double[] pull = [.. seeds.Select(seed => seed == 0 ? 0 : spread)];
        Tensor any = models.First(model => model is not null);
        Tensor? open = degradation.Hidden(ones_like(any));
        if (open is null)
        {
            Pull = [.. pull.Select(weight => weight * InAlpha)];
            return;
        }

        Tensor[] hidden = [.. models.Select(model => degradation.Hidden(model ?? zeros_like(any))!)];
        _hidden = cat(hidden, 0).DetachFromDisposeScope();
        _pixels = Math.Max(1, open.sum().item<float>() / 3);
        _weight = tensor(pull.Select(weight => (float)weight).ToArray(), device: any.device).DetachFromDisposeScope();
    }

    /// <summary>Coordinates to start at, [B, N].</summary>
    public RowMatrix Goals { get; }

    /// <summary>How strongly each picture's coordinates are drawn there; null if pixels are instead.</summary>
    public IReadOnlyList<double>? Pull { get; }

    /// <summary>
    /// How far renderings are from their models in what the pictures leave open: weighted mean square of the difference less its mean
    /// over the hole, which is a matter of light and belongs to the rest of the picture; [B]; null without a hole.
    /// </summary>
    public Tensor? Penalty(Tensor images, IDegradation degradation)
    {
        if (_hidden is null)
        {
            return null;
        }

        Tensor apart = degradation.Hidden(images)! - _hidden;
        return (apart.square().sum([2, 3]) - (apart.sum([2, 3]).square() / _pixels)).sum([1]) * _weight! / (3 * _pixels);
    }

    public void Dispose()
    {
        _hidden?.Dispose();
        _weight?.Dispose();
    }

    private static (int Anchor, Tensor Rendering) Nearest(
        StyleGenerator generator, AnchorHull hull, Tensor input, IDegradation degradation, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, hull.Count)];
        new PortableRandom(seed).Shuffle<int>(order);
        (int best, Tensor? nearest, double least) = (0, null, double.PositiveInfinity);
        foreach (int anchor in order.Take(Math.Clamp(hull.Count / ShareOfAnchors, 1, MostPicked)))
        {
            Tensor code = Codes.ToTensor(hull.Anchors.Select([anchor]), generator.Device);
            Tensor image = generator.Synthesis.Forward(code.unsqueeze(1).expand(1, generator.Architecture.LayerCount, -1));
            double distance = (degradation.Apply(image) - input).square().mean().item<float>();
            if (distance < least)
            {
                (best, nearest, least) = (anchor, image, distance);
            }
        }

        return (best, nearest!);
    }
}
