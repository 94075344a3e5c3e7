using System.Globalization;

namespace MyStyle.Engine.Service.Works;

/// <summary>One answer that a projection looks for.</summary>
/// <param name="Place">From 0, in the order in which they are answered.</param>
/// <param name="Beta">Allowed dilation; null for unbounded.</param>
/// <param name="Seed">Start of its search.</param>
/// <param name="IsUntunedPrior">Whether the untuned prior looks for it, in W+.</param>
internal sealed record Candidate(int Place, double? Beta, ulong Seed, bool IsUntunedPrior = false)
{
    /// <summary>The candidate in words.</summary>
    public string Name
    {
        get
        {
            string where = IsUntunedPrior ? "untuned prior" : Beta is { } beta ? string.Create(CultureInfo.InvariantCulture, $"beta {beta}") : "unbounded";
            return Seed == 0 ? where : string.Create(CultureInfo.InvariantCulture, $"{where}, seed {Seed}");
        }
    }

    /// <summary>Every combination, betas first.</summary>
    public static IReadOnlyList<Candidate> All(IReadOnlyList<double?> betas, IReadOnlyList<ulong> seeds, bool withPrior)
    {
        var all = new List<Candidate>();
        foreach (double? beta in betas)
        {
            foreach (ulong seed in seeds)
            {
                all.Add(new Candidate(all.Count, beta, seed));
            }
        }

        if (withPrior)
        {
            all.Add(new Candidate(all.Count, null, 0, IsUntunedPrior: true));
        }

        return all;
    }
}
