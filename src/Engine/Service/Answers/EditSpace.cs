using System.Globalization;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Answers;

/// <summary>The anchors an edit may use: all of a person's, or all but some. Keeps what it costs to project onto them.</summary>
internal sealed class EditSpace
{
    private const int Fewest = 2;
    private const int MostDirections = 64;

    private readonly Dictionary<string, (double[] Vector, PersonalDirection Direction)> _directions = new(StringComparer.Ordinal);
    private readonly int[]? _kept;
    private readonly AnchorHull _all;

    /// <summary>Takes some anchors out.</summary>
    /// <param name="prior">The person.</param>
    /// <param name="leftOut">By index, ascending; empty for none.</param>
    /// <exception cref="EngineException">There is no such anchor, or too few are left.</exception>
    public EditSpace(PersonalPrior prior, int[] leftOut)
    {
        LeftOut = leftOut;
        _all = prior.Hull;
        if (leftOut.Length == 0)
        {
            (Hull, Projector) = (prior.Hull, prior.Projector);
            return;
        }

        if (leftOut[0] < 0 || leftOut[^1] >= _all.Count)
        {
            throw new EngineException(string.Create(CultureInfo.InvariantCulture, $"This person's anchors count from 0 to {_all.Count - 1}."));
        }

        _kept = [.. Enumerable.Range(0, _all.Count).Except(leftOut)];
        if (_kept.Length < Fewest)
        {
            throw new EngineException("At least two photos have to carry a picture. Take one back that was left out.");
        }

        Hull = _all.Subset(_kept);
        Projector = new HullProjector(Hull);
    }

    /// <summary>The anchors that are left out.</summary>
    public int[] LeftOut { get; }

    /// <summary>The anchors that are left.</summary>
    public AnchorHull Hull { get; }

    /// <summary>Projects onto them.</summary>
    public HullProjector Projector { get; }

    /// <summary>A code in coordinates over the anchors that are left: the nearest there is.</summary>
    /// <param name="alpha">[layers, all N]</param>
    /// <param name="beta">Allowed dilation; infinity for unbounded. A code that needs more keeps what it needs.</param>
    public RowMatrix Enter(RowMatrix alpha, double beta)
    {
        if (_kept is null)
        {
            return alpha;
        }

        HullProjection[] rows = Projector.ProjectRows(_all.Points(alpha), Math.Max(beta, Dilation.Minimal(alpha)));
        return RowMatrix.FromRows([.. rows.Select(row => row.Alpha)]);
    }

    /// <summary>The same coordinates over all anchors, zero for those that are left out.</summary>
    /// <param name="alpha">[layers, those that are left]</param>
    public RowMatrix Leave(RowMatrix alpha)
    {
        if (_kept is null)
        {
            return alpha;
        }

        RowMatrix all = new(alpha.Rows, _all.Count);
        for (int layer = 0; layer < alpha.Rows; layer++)
        {
            for (int i = 0; i < _kept.Length; i++)
            {
                all[layer, _kept[i]] = alpha[layer, i];
            }
        }

        return all;
    }

    /// <summary>A direction of W over the anchors that are left.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="vector">[dim W]</param>
    /// <exception cref="EngineException">It belongs to another W, or has no length.</exception>
    public PersonalDirection Project(string name, double[] vector)
    {
        if (_directions.TryGetValue(name, out var known) && known.Vector.AsSpan().SequenceEqual(vector))
        {
            return known.Direction;
        }

        if (vector.Length != Hull.Dimension)
        {
            throw new EngineException($"The direction '{name}' has {vector.Length} numbers, this person's W {Hull.Dimension}: they do not belong together.");
        }

        if (!vector.All(double.IsFinite) || vector.All(value => value == 0))
        {
            throw new EngineException($"The direction '{name}' has no length.");
        }

        if (_directions.Count >= MostDirections)
        {
            _directions.Clear();
        }

        PersonalDirection direction = Hull.Project(vector);
        _directions[name] = ((double[])vector.Clone(), direction);
        return direction;
    }
}
