using System.Numerics.Tensors;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Questions;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Answers;

/// <summary>Renders points of the hull.</summary>
internal static class PointAnswerer
{
    /// <summary>From this coordinate on an anchor is one that a picture was made from.</summary>
    private const double Carries = 1e-6;

    /// <summary>Answers.</summary>
    /// <exception cref="EngineException">The question names no point.</exception>
    public static PointAnswer Answer(PointQuestion question, ShelvedPerson person, Toolbox toolbox, AnswerClock clock)
    {
        double beta = EditAnswerer.Allowed(question.Beta);
        AnchorHull hull = person.Prior.Hull;
        RowMatrix alpha = question switch
        {
            { Place: [var x, var y] } when double.IsFinite(x) && double.IsFinite(y) =>
                RowMatrix.Repeat(person.Prior.Projector.Project(Below(person, x, y), beta).Alpha, 1),
            { Place: not null } => throw new EngineException("A place on the map is two numbers."),
            { Mix: { } mix } => RowMatrix.Repeat(Normalised(mix, hull.Count), 1),
            { CodePath: { } path } => person.Code(path).Alpha,
            _ => throw new EngineException("Which point? Give a place on the map, a mix of photos, or a code."),
        };
        return Describe(alpha, question.WithIdentity, question.Size, person, toolbox, clock);
    }

    /// <summary>Renders coordinates and reads everything off them.</summary>
    /// <param name="alpha">[layers, N], or [1, N] for the same on every layer.</param>
    /// <param name="withIdentity">Whether identity is measured.</param>
    /// <param name="size">How the frame is encoded.</param>
    /// <param name="person">The person.</param>
    /// <param name="toolbox">The networks.</param>
    /// <param name="clock">Of the answer.</param>
    public static PointAnswer Describe(
        RowMatrix alpha, bool withIdentity, FrameSize size, ShelvedPerson person, Toolbox toolbox, AnswerClock clock)
    {
        PersonalPrior prior = person.Prior;
        double[] mean = CarrierList.Mean(alpha);
        RowMatrix full = alpha.Rows == 1 ? RowMatrix.Repeat(alpha.Row(0), prior.LayerCount) : alpha;
        RgbImage picture = person.Render(prior.Hull.Points(full));
        int[] carriers = [.. Enumerable.Range(0, mean.Length).Where(i => mean[i] > Carries)];
        Readout readout = Readout.Of(withIdentity, picture, prior, toolbox, carriers.Length < mean.Length ? carriers : null);
        double[] place = person.Map.Locate(prior.Hull.Point(mean));
        return new PointAnswer(
            FrameEncoder.Encode(picture, size), mean, place[0], place[1], Dilation.Minimal(alpha), readout.Identity, readout.NearestPhoto,
            CarrierList.Of(alpha, prior.Hull.Names), clock.Milliseconds);
    }

    /// <summary>The code of the map's plane through the centre.</summary>
    private static double[] Below(ShelvedPerson person, double x, double y)
    {
        double[] w = (double[])person.Prior.Hull.Centre.Clone();
        TensorPrimitives.MultiplyAdd(person.Map.Axes.Row(0), x, w, w);
        TensorPrimitives.MultiplyAdd(person.Map.Axes.Row(1), y, w, w);
        return w;
    }

    private static double[] Normalised(IReadOnlyDictionary<int, double> mix, int count)
    {
        double[] alpha = new double[count];
        foreach ((int index, double weight) in mix)
        {
            if (index < 0 || index >= count || !(weight >= 0) || !double.IsFinite(weight))
            {
                throw new EngineException($"A mix has weights from 0 up for photos from 0 to {count - 1}.");
            }

            alpha[index] = weight;
        }

        double sum = alpha.Sum();
        if (!(sum > 0))
        {
            throw new EngineException("A mix of nothing is no picture. Give at least one photo some weight.");
        }

        TensorPrimitives.Divide(alpha, sum, alpha);
        return alpha;
    }
}
