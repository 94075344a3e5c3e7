using System.Globalization;

namespace MyStyle.Engine.Tuning;

/// <summary>
/// Ends a tuning once a held-out photo stops getting better: its distance has not fallen by a hundredth for some checks in a row.
/// The paper saw no need for it over its long runs (B.3); it saves time on sets that are learnt quickly.
/// </summary>
/// <param name="patience">Checks without progress that end the run.</param>
public sealed class EarlyStopping(int patience)
{
    private const double RelativeProgress = 0.01;

    private double _best = double.PositiveInfinity;
    private int _waited;

    /// <summary>The smallest distance so far.</summary>
    public double Best => _best;

    /// <summary>Takes the newest distance; true if the run should end.</summary>
    public bool ShouldStop(double distance)
    {
        if (distance < _best * (1 - RelativeProgress))
        {
            _best = distance;
            _waited = 0;
            return false;
        }

        return ++_waited >= patience;
    }

    /// <summary>What a checkpoint keeps, so that a continued run ends where an uninterrupted one would.</summary>
    internal Dictionary<string, string> State() => new(StringComparer.Ordinal)
    {
        ["early stopping best"] = _best.ToString("R", CultureInfo.InvariantCulture),
        ["early stopping waited"] = _waited.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Takes over what <see cref="State"/> gave, where it is there; true if the run should have ended.</summary>
    internal bool Restore(IReadOnlyDictionary<string, string> state)
    {
        if (double.TryParse(state.GetValueOrDefault("early stopping best"), CultureInfo.InvariantCulture, out double best)
            && int.TryParse(state.GetValueOrDefault("early stopping waited"), CultureInfo.InvariantCulture, out int waited))
        {
            (_best, _waited) = (best, waited);
        }

        return _waited >= patience;
    }
}
