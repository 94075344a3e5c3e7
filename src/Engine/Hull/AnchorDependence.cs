using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>
/// Which anchors depend on the others (B.5). Anchors inside the hull of the rest can be dropped without changing P_0; dropping any
/// other shrinks it, even one that is an affine combination of the rest.
/// </summary>
/// <param name="AffineDimension">Dimension of the anchors' affine span.</param>
/// <param name="Redundant">
/// Anchors that may be dropped together, P_0 staying what it is. Of duplicates all but the first. In ascending order.
/// </param>
/// <param name="Dependent">
/// Anchors that are an affine combination of the others, so that coordinates are ambiguous; includes the redundant ones.
/// </param>
public sealed record AnchorDependence(int AffineDimension, IReadOnlyList<int> Redundant, IReadOnlyList<int> Dependent)
{
    /// <summary>Whether alpha coordinates are unique: N anchors that span N - 1 dimensions.</summary>
    public bool Independent => Dependent.Count == 0;

    /// <summary>Examines a hull.</summary>
    /// <param name="hull">The anchors.</param>
    /// <param name="tolerance">Distances up to this times the largest distance from the centre count as zero.</param>
    public static AnchorDependence Find(AnchorHull hull, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(hull);
        int rank = hull.AffineDimension;
        if (rank == hull.Count - 1)
        {
            return new AnchorDependence(rank, [], []);
        }

        double scale = 0;
        for (int i = 0; i < hull.Count; i++)
        {
            scale = Math.Max(scale, TensorPrimitives.Norm<double>(hull.Centred.Row(i)));
        }

        // Independent anchors leave every coordinate unique; one is ambiguous exactly when some null vector moves it.
        HullProjector projector = new(hull);
        List<int> redundant = [];
        List<int> dependent = [];
        bool[] excluded = new bool[hull.Count];
        for (int i = hull.Count - 1; i >= 0; i--)
        {
            if (IsDependent(hull, i))
            {
                dependent.Add(i);
                excluded[i] = true;
                if (redundant.Count < hull.Count - 1 && projector.Project(hull.Anchors.Row(i), 0, excluded).Distance <= tolerance * scale)
                {
                    redundant.Add(i);
                }
                else
                {
                    excluded[i] = false;
                }
            }
        }

        redundant.Reverse();
        dependent.Reverse();
        return new AnchorDependence(rank, redundant, dependent);
    }

    /// <summary>
    /// Least-norm coordinates of an anchor: the unit vector if and only if its coordinates are unique, because the unit vector
    /// less its part in the null space is what comes out.
    /// </summary>
    private static bool IsDependent(AnchorHull hull, int anchor)
    {
        double[] alpha = hull.Coordinates(hull.Anchors.Row(anchor));
        return Math.Abs(alpha[anchor] - 1) > 1e-6;
    }
}
