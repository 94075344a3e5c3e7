using MyStyle.Engine.Hull;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>
/// Coordinates over the anchors: one alpha a picture, and in alpha-plus an offset a layer (section 3.3). Starts at the centre
/// of the hull, every coordinate 1/N (B.3); a candidate with a seed starts at an anchor, and may be drawn to it.
/// </summary>
internal sealed class AlphaCodes : IProjectionCodes
{
    private readonly ProjectionOptions _options;
    private readonly Tensor _anchors;
    private readonly Tensor? _beta;
    private readonly Tensor _alpha;
    private readonly Tensor? _offsets;
    private readonly Tensor? _goal;
    private readonly Tensor? _pull;
    private readonly int _layers;

    /// <param name="hull">The anchors.</param>
    /// <param name="betas">Allowed dilation of each picture; null for unbounded.</param>
    /// <param name="pictures">How many pictures.</param>
    /// <param name="layers">Layers of the generator.</param>
    /// <param name="options">How to project.</param>
    /// <param name="device">Where to run.</param>
    /// <param name="goals">Coordinates each picture starts at, [pictures, N]; null for the centre.</param>
    /// <param name="pull">How strongly each is drawn to its goal; null for not at all.</param>
    public AlphaCodes(
        AnchorHull hull, IReadOnlyList<double>? betas, int pictures, int layers, ProjectionOptions options, Device device,
        RowMatrix? goals = null, IReadOnlyList<double>? pull = null)
    {
        _options = options;
        _layers = layers;
        _anchors = Codes.ToTensor(hull.Anchors, device).DetachFromDisposeScope();
        _beta = betas is null
            ? null
            : tensor(betas.Select(beta => (float)beta).ToArray(), [pictures, 1, 1], device: device).DetachFromDisposeScope();
        bool plus = options.Space == LatentSpace.AlphaPlus;
        var center = new float[pictures * hull.Count];
        Array.Fill(center, 1f / hull.Count);
        if (goals is not null)
        {
            Array.ConvertAll(goals.Values, value => (float)value).CopyTo(center, 0);
        }

        if (goals is not null && pull is not null)
        {
            _goal = tensor(center, [pictures, 1, hull.Count], device: device).DetachFromDisposeScope();
            _pull = tensor(pull.Select(weight => (float)weight).ToArray(), device: device).DetachFromDisposeScope();
        }

        List<KeyValuePair<string, StoredTensor>> variables = [new("alpha", StoredTensor.FromFloats(center, pictures, 1, hull.Count))];
        if (plus)
        {
            variables.Add(new("offsets", StoredTensor.FromFloats(new float[pictures * layers * hull.Count], pictures, layers, hull.Count)));
        }

        Variables = new ParameterBuffer(variables, device);
        _alpha = Variables.Views["alpha"];
        _offsets = plus ? Variables.Views["offsets"] : null;
    }

    public ParameterBuffer Variables { get; }

    public Tensor Current() => ToCodes(_options.SumConstraint == SumConstraint.DivideResult ? Bounded() : Normalised());

    public Tensor Penalty()
    {
        Tensor free = Free();
        Tensor penalty = (free.sum([2]) - 1).square().mean([1]) * _options.SumWeight; // eq. 6, mean over layers
        if (_goal is not null)
        {
            penalty += (free - _goal).square().sum([2]).mean([1]) * _pull!;
        }

        if (_offsets is null)
        {
            return penalty;
        }

        long layers = (long)Math.Round(_options.OffsetLayerShare * _layers);
        return penalty + (_offsets.narrow(1, 0, layers).norm(2, keepdim: false).sum([1]) * _options.OffsetWeight); // eq. 7
    }

    public Tensor Final() => ToCodes(Normalised());

    public RowMatrix FinalAlpha(int index)
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        return Codes.ToMatrix(Normalised()[index].expand(_layers, -1));
    }

    public void Dispose()
    {
        Variables.Dispose();
        _anchors.Dispose();
        _beta?.Dispose();
        _goal?.Dispose();
        _pull?.Dispose();
    }

    /// <summary>The unrestricted coordinates, [B, 1 or layers, N].</summary>
    private Tensor Free() => _offsets is null ? _alpha : _alpha + _offsets;

    /// <summary>Eq. 5: not below -beta.</summary>
    private Tensor Bounded() => _beta is null
        ? Free()
        : (Free() + _beta).softplus(ShiftedSoftplus.Sharpness, ShiftedSoftplus.Threshold) - _beta;

    /// <summary>Rows that sum to one.</summary>
    private Tensor Normalised()
    {
        Tensor bounded = Bounded();
        if (_options.SumConstraint != SumConstraint.ScaledSimplex)
        {
            return bounded / bounded.sum([2], keepdim: true);
        }

        long count = bounded.shape[2];
        if (_beta is null)
        {
            return bounded + ((1 - bounded.sum([2], keepdim: true)) / count);
        }

        Tensor above = bounded + _beta;
        return (above / above.sum([2], keepdim: true) * (1 + (count * _beta))) - _beta;
    }

    private Tensor ToCodes(Tensor alpha)
    {
        long pictures = alpha.shape[0], rows = alpha.shape[1];
        Tensor codes = alpha.reshape(pictures * rows, -1).mm(_anchors).view(pictures, rows, -1);
        return rows == _layers ? codes : codes.expand(pictures, _layers, codes.shape[2]);
    }
}
