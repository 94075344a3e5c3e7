namespace MyStyle.Engine.Service.Works;

/// <summary>Keeps something that is nice to have, such as a frame, to a share of the time of what it is about.</summary>
/// <param name="share">Of the time, such as 0.05.</param>
internal sealed class CostBudget(double share)
{
    private TimeSpan _saved;
    private TimeSpan _cost;

    /// <summary>Whether one more can be paid for: its cost is taken to be the last one's, the first is free.</summary>
    public bool Allows => _saved >= _cost;

    /// <summary>Time that went into what it is about.</summary>
    public void Earn(TimeSpan elapsed) => _saved += share * elapsed;

    /// <summary>Time that one has cost. Debts are forgotten, as savings beyond one are.</summary>
    public void Pay(TimeSpan cost)
    {
        _cost = cost;
        _saved = TimeSpan.Zero;
    }
}
