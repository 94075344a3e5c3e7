namespace MyStyle.Studio.Streaming;

/// <summary>
/// The points of a curve, at most so many of them: when there would be more, every second one goes and new ones are taken half as often.
/// </summary>
/// <typeparam name="T">A point.</typeparam>
/// <param name="most">How many are kept.</param>
/// <param name="step">Where a point lies: steps taken.</param>
internal sealed class ThinnedCurve<T>(int most, Func<T, long> step)
{
    private readonly List<T> _points = [];
    private long _stride = 1;

    /// <summary>What is kept, in order.</summary>
    public IReadOnlyList<T> Points => _points;

    /// <summary>Adds a point. One that lies before the last takes the place of all behind it: the run went back to a checkpoint.</summary>
    /// <param name="point">The point.</param>
    /// <param name="dropped">Told which of the kept ones went.</param>
    /// <returns>Whether it was kept.</returns>
    public bool Add(T point, ICollection<T>? dropped = null)
    {
        long at = step(point);
        int left = _points.Count;
        while (left > 0 && step(_points[left - 1]) >= at)
        {
            left--;
            dropped?.Add(_points[left]);
            _points.RemoveAt(left);
        }

        if (left > 0 && at / _stride == step(_points[^1]) / _stride)
        {
            return false;
        }

        _points.Add(point);
        while (_points.Count > most)
        {
            Thin(dropped);
        }

        return true;
    }

    private void Thin(ICollection<T>? dropped)
    {
        _stride *= 2;
        long bucket = -1;
        var kept = new List<T>(_points.Count);
        foreach (T point in _points)
        {
            long own = step(point) / _stride;
            if (own == bucket)
            {
                dropped?.Add(point);
                continue;
            }

            bucket = own;
            kept.Add(point);
        }

        _points.Clear();
        _points.AddRange(kept);
    }
}
