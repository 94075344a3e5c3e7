namespace MyStyle.Studio.Exploring;

/// <summary>Where a walk stands: a mix of anchors by their rows.</summary>
/// <param name="Weights">Weights that sum to 1.</param>
public sealed record WalkPoint(IReadOnlyDictionary<int, double> Weights)
{
    /// <summary>A point on the way through some anchors.</summary>
    /// <param name="anchors">The stations, at least one.</param>
    /// <param name="t">0 at the first station, 1 at the second, and so on.</param>
    public static WalkPoint At(IReadOnlyList<int> anchors, double t)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentOutOfRangeException.ThrowIfZero(anchors.Count);
        double place = Math.Clamp(t, 0, anchors.Count - 1);
        int from = Math.Min((int)place, Math.Max(0, anchors.Count - 2));
        double share = place - from;
        Dictionary<int, double> weights = [];
        Add(anchors[from], 1 - share);
        if (from + 1 < anchors.Count)
        {
            Add(anchors[from + 1], share);
        }

        return new WalkPoint(weights);

        void Add(int anchor, double weight)
        {
            if (weight > 0)
            {
                weights[anchor] = weights.GetValueOrDefault(anchor) + weight;
            }
        }
    }
}
