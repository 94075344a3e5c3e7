using System.Numerics.Tensors;

namespace MyStyle.Engine.Hull;

/// <summary>
/// One edit of one code: alpha moves along gamma (equation 9), the interval inside the dilated hull is known beforehand, and a
/// policy says what happens beyond it.
/// </summary>
public sealed class EditPath
{
    /// <summary>Rounding of alpha + theta gamma at the ends of the interval.</summary>
    private const double Slack = 1e-9;

    private readonly HullProjector _projector;
    private readonly RowMatrix _alpha;
    private readonly RowMatrix _gamma;

    /// <summary>An edit of every layer, or of some.</summary>
    /// <param name="projector">Of the hull the coordinates belong to; shared by the edits of one thread.</param>
    /// <param name="alpha">The code [L, N].</param>
    /// <param name="gamma">The direction's coordinates, N numbers.</param>
    /// <param name="beta">Allowed dilation, at least 0; infinity allows all.</param>
    /// <param name="layers">The layers that move; null moves all.</param>
    public EditPath(HullProjector projector, RowMatrix alpha, double[] gamma, double beta, IReadOnlyList<int>? layers = null)
        : this(projector, alpha, PerLayer(alpha, gamma, layers), beta)
    {
    }

    /// <summary>An edit with a gamma of its own for every layer.</summary>
    /// <param name="projector">Of the hull the coordinates belong to; shared by the edits of one thread.</param>
    /// <param name="alpha">The code [L, N].</param>
    /// <param name="gammaPerLayer">[L, N]; rows of zeros leave their layer alone.</param>
    /// <param name="beta">Allowed dilation, at least 0.</param>
    public EditPath(HullProjector projector, RowMatrix alpha, RowMatrix gammaPerLayer, double beta)
    {
        ArgumentNullException.ThrowIfNull(projector);
        ArgumentNullException.ThrowIfNull(alpha);
        ArgumentNullException.ThrowIfNull(gammaPerLayer);
        ArgumentOutOfRangeException.ThrowIfNegative(beta);
        if (alpha.Columns != projector.Hull.Count || gammaPerLayer.Columns != projector.Hull.Count || gammaPerLayer.Rows != alpha.Rows)
        {
            throw new ArgumentException(
                $"{projector.Hull.Count} anchors do not go with alpha [{alpha.Rows}, {alpha.Columns}] and gamma [{gammaPerLayer.Rows}, {gammaPerLayer.Columns}].");
        }

        _projector = projector;
        _alpha = alpha;
        _gamma = gammaPerLayer;
        Beta = beta;
        Interval = EditInterval.Inside(alpha, gammaPerLayer, beta);
    }

    /// <summary>Allowed dilation.</summary>
    public double Beta { get; }

    /// <summary>The thetas that stay in the allowed hull, without any projection. Empty if none does.</summary>
    public ThetaInterval Interval { get; }

    /// <summary>The edit at every theta, in order.</summary>
    public IReadOnlyList<EditStep> Along(IEnumerable<double> thetas, EdgePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(thetas);
        return [.. thetas.Select(theta => At(theta, policy))];
    }

    /// <summary>The edit at one theta.</summary>
    public EditStep At(double theta, EdgePolicy policy)
    {
        RowMatrix linear = Linear(theta);
        double required = Dilation.Minimal(linear);
        bool inside = required <= Beta + Slack;
        return policy switch
        {
            _ when inside && (policy != EdgePolicy.ProjectBack || RowsSumToOne(linear)) =>
                new EditStep(theta, theta, linear, required, required, true, EditOutcome.Inside),
            EdgePolicy.Continue => new EditStep(theta, theta, linear, required, required, inside, EditOutcome.Outside),
            EdgePolicy.Stop => Stop(theta, required),
            EdgePolicy.ProjectBack => ProjectBack(theta, linear, required),
            _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "No such policy."),
        };
    }

    private EditStep Stop(double theta, double required)
    {
        // A code that starts outside has no last theta inside: it stays what it is.
        double held = Interval.Contains(0) ? Math.Clamp(theta, Interval.Lower, Interval.Upper) : 0;
        RowMatrix alpha = Linear(held);
        double dilation = Dilation.Minimal(alpha);
        return new EditStep(theta, held, alpha, required, dilation, dilation <= Beta + Slack, EditOutcome.Stopped);
    }

    private EditStep ProjectBack(double theta, RowMatrix linear, double required)
    {
        RowMatrix codes = _projector.Hull.Points(linear);
        List<int> outside = [.. Enumerable.Range(0, linear.Rows).Where(i =>
            Dilation.Minimal(linear.Row(i)) > Beta || Math.Abs(TensorPrimitives.Sum<double>(linear.Row(i)) - 1) > Slack)];
        if (outside.Count > 0)
        {
            HullProjection[] projections = _projector.ProjectRows(codes.Select(outside), Beta);
            for (int i = 0; i < outside.Count; i++)
            {
                projections[i].Alpha.CopyTo(linear.Row(outside[i]));
            }
        }

        return new EditStep(theta, theta, linear, required, Dilation.Minimal(linear), true, EditOutcome.Projected);
    }

    private RowMatrix Linear(double theta)
    {
        RowMatrix edited = new(_alpha.Rows, _alpha.Columns);
        TensorPrimitives.MultiplyAdd(_gamma.Values, theta, _alpha.Values, edited.Values);
        return edited;
    }

    private static bool RowsSumToOne(RowMatrix alpha)
    {
        for (int i = 0; i < alpha.Rows; i++)
        {
            if (Math.Abs(TensorPrimitives.Sum<double>(alpha.Row(i)) - 1) > Slack)
            {
                return false;
            }
        }

        return true;
    }

    private static RowMatrix PerLayer(RowMatrix alpha, double[] gamma, IReadOnlyList<int>? layers)
    {
        ArgumentNullException.ThrowIfNull(alpha);
        ArgumentNullException.ThrowIfNull(gamma);
        RowMatrix result = new(alpha.Rows, gamma.Length);
        foreach (int layer in layers ?? [.. Enumerable.Range(0, alpha.Rows)])
        {
            gamma.CopyTo(result.Row(layer));
        }

        return result;
    }
}
