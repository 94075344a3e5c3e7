using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Service.Works;

/// <summary>
/// The ID of a run's candidates while it goes on. The first picture of each is measured, then one at a time, those in turn that were
/// measured longest ago, as often as a share of the run's own time pays for; in between, the last one stands.
/// </summary>
/// <param name="measure">The cosine of a picture to the nearest reference photo, -1 to 1; null where there is nothing to measure by.</param>
/// <param name="time">The clock.</param>
internal sealed class IdentityWatch(Func<RgbImage, double>? measure, TimeProvider time)
{
    // A hundredth: a run of a minute is half a second longer, and its ID a few seconds old at most.
    private const double Share = 0.01;

    private readonly CostBudget _budget = new(Share);
    private readonly Dictionary<int, (long Turn, double Cosine)> _known = [];
    private long _turn;

    /// <summary>Time that went into the run itself.</summary>
    public void Earn(TimeSpan elapsed) => _budget.Earn(elapsed);

    /// <summary>The ID of a candidate, measured now or the last one.</summary>
    /// <param name="place">Which candidate.</param>
    /// <param name="picture">How it looks now.</param>
    /// <returns>-1 to 1; null if it cannot be measured.</returns>
    public double? Of(int place, RgbImage picture)
    {
        if (measure is null)
        {
            return null;
        }

        bool isKnown = _known.TryGetValue(place, out (long Turn, double Cosine) last);
        if (isKnown && !(_budget.Allows && _known.Values.All(other => other.Turn >= last.Turn)))
        {
            return last.Cosine;
        }

        long start = time.GetTimestamp();
        double cosine = measure(picture);
        _budget.Pay(time.GetElapsedTime(start));
        _known[place] = (_turn++, cosine);
        return cosine;
    }
}
