namespace MyStyle.Engine.Curation;

/// <summary>How one property varies over the accepted photos.</summary>
/// <param name="Name">What: <c>yaw</c>, <c>pitch</c>, <c>smile</c>, <c>mouth_open</c>, <c>light</c>, <c>brightness</c>.</param>
/// <param name="Unit">In which unit.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Low">The 10th percentile.</param>
/// <param name="Median">The middle.</param>
/// <param name="High">The 90th percentile.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Deviation">Standard deviation.</param>
public sealed record Spread(string Name, string Unit, double Least, double Low, double Median, double High, double Most, double Deviation)
{
    internal static Spread Of(string name, string unit, IEnumerable<double> values)
    {
        double[] v = [.. values.Order()];
        if (v.Length == 0)
        {
            return new Spread(name, unit, 0, 0, 0, 0, 0, 0);
        }

        double mean = v.Average();
        double At(double share) => v[(int)Math.Round(share * (v.Length - 1))];
        return new Spread(name, unit, v[0], At(0.1), At(0.5), At(0.9), v[^1], Math.Sqrt(v.Average(x => (x - mean) * (x - mean))));
    }
}
