using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>One edit of one picture of a person (3.4): a direction of W in the person's coordinates, and where along it the hull ends.</summary>
public sealed class Editing
{
    /// <summary>Codes are kept in single precision; what that costs is no reason to be outside the hull.</summary>
    private const double Rounding = 1e-6;

    private readonly PersonalPrior _prior;
    private readonly FaceAnalyzer? _faces;
    private readonly EditPath _path;

    /// <summary>Prepares an edit.</summary>
    /// <param name="prior">The person.</param>
    /// <param name="faces">Measures identity; null leaves it out.</param>
    /// <param name="code">The picture.</param>
    /// <param name="direction">A direction of W; its length is the unit of theta.</param>
    /// <param name="beta">Allowed dilation; null for unbounded.</param>
    /// <param name="form">How the direction is projected onto the person's space.</param>
    /// <param name="layers">The layers that move; null moves all.</param>
    /// <exception cref="EngineException">The direction or the layers are not the generator's.</exception>
    public Editing(
        PersonalPrior prior, FaceAnalyzer? faces, PersonalCode code, double[] direction, double? beta,
        DirectionForm form = DirectionForm.Affine, IReadOnlyList<int>? layers = null)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(direction);
        if (direction.Length != prior.Hull.Dimension)
        {
            throw new EngineException($"The direction has {direction.Length} numbers, this person's W {prior.Hull.Dimension}: they do not belong together.");
        }

        if (layers?.Any(layer => layer < 0 || layer >= prior.LayerCount) == true)
        {
            throw new EngineException($"The layers of this person's generator count from 0 to {prior.LayerCount - 1}.");
        }

        if (!direction.Any(value => value != 0))
        {
            throw new EngineException("The direction has the length zero.");
        }

        _prior = prior;
        _faces = faces;
        Direction = prior.Hull.Project(direction, form);
        RowMatrix alpha = Settle(code.Alpha, beta ?? double.PositiveInfinity);
        StartDilation = Dilation.Minimal(alpha);
        _path = new EditPath(prior.Projector, alpha, Direction.Gamma, beta ?? double.PositiveInfinity, layers);
    }

    /// <summary>The direction in the person's coordinates, and how much of it they express.</summary>
    public PersonalDirection Direction { get; }

    /// <summary>The dilation the picture needs before any edit.</summary>
    public double StartDilation { get; }

    /// <summary>The thetas that stay in the allowed hull.</summary>
    public ThetaInterval Interval => _path.Interval;

    /// <summary>Renders the edit at every theta.</summary>
    /// <param name="thetas">In order.</param>
    /// <param name="policy">What happens beyond the interval.</param>
    public IReadOnlyList<EditedPicture> Render(IReadOnlyList<double> thetas, EdgePolicy policy)
    {
        IReadOnlyList<EditStep> steps = _path.Along(thetas, policy);
        IReadOnlyList<RgbImage> pictures = _prior.RenderAlpha([.. steps.Select(step => step.Alpha)]);
        IReadOnlyList<IdentityScore>? scores = _prior.Meter(_faces)?.Score(pictures);
        return [.. steps.Select((step, i) => new EditedPicture(
            step, pictures[i], scores?[i].Cosine, scores is null ? null : _prior.Hull.Names[scores[i].Nearest]))];
    }

    /// <summary>Puts coordinates that rounding took across the hull's edge, or off the sum of one, back onto them.</summary>
    internal static RowMatrix Settle(RowMatrix alpha, double beta)
    {
        RowMatrix result = alpha.Clone();
        for (int i = 0; i < result.Rows; i++)
        {
            Span<double> row = result.Row(i);
            double sum = 0;
            int largest = 0;
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = row[j] < -beta && row[j] > -beta - Rounding ? -beta : row[j];
                sum += row[j];
                largest = row[j] > row[largest] ? j : largest;
            }

            row[largest] -= Math.Abs(sum - 1) < 100 * Rounding ? sum - 1 : 0;
        }

        return result;
    }
}
