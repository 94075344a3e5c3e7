using System.Numerics.Tensors;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Service.Questions;

namespace MyStyle.Engine.Service.Answers;

/// <summary>What sliders' tracks show: where along each the picture stays inside, with the other sliders where they are.</summary>
internal static class SliderTracks
{
    private const int Points = 33;

    /// <summary>How much farther than the photos a track reaches.</summary>
    private const double Margin = 1.1;

    /// <summary>A track for every slider.</summary>
    /// <param name="space">The anchors of the edit.</param>
    /// <param name="start">The code before any slider [L, N].</param>
    /// <param name="gamma">All sliders' way together, N numbers.</param>
    /// <param name="sliders">The sliders.</param>
    /// <param name="directions">Their directions in the anchors' coordinates.</param>
    /// <param name="beta">Allowed dilation.</param>
    public static IReadOnlyList<SliderTrack> Of(
        EditSpace space, RowMatrix start, double[] gamma, IReadOnlyList<SliderSetting> sliders, PersonalDirection[] directions, double beta)
    {
        double[] origin = space.Hull.Point(CarrierList.Mean(start));
        var tracks = new SliderTrack[sliders.Count];
        for (int i = 0; i < tracks.Length; i++)
        {
            PersonalDirection direction = directions[i];
            double[] others = new double[gamma.Length];
            TensorPrimitives.MultiplyAdd(direction.Gamma, -sliders[i].Theta, gamma, others);
            RowMatrix from = start.Clone();
            for (int layer = 0; layer < from.Rows; layer++)
            {
                TensorPrimitives.Add(from.Row(layer), others, from.Row(layer));
            }

            ThetaInterval inside = EditInterval.Inside(from, RowMatrix.Repeat(direction.Gamma, from.Rows), beta);
            double reach = Reach(space.Hull, origin, direction);
            tracks[i] = new SliderTrack(
                sliders[i].Name,
                inside.IsEmpty ? double.NaN : inside.Lower,
                inside.IsEmpty ? double.NaN : inside.Upper,
                reach,
                direction.Cosine,
                Dilations(from, direction.Gamma, reach));
        }

        return tracks;
    }

    /// <summary>How far along a direction the photos lie from a code, whichever way is longer, and a little more: in units of theta.</summary>
    public static double Reach(AnchorHull hull, double[] origin, PersonalDirection direction)
    {
        double unit = TensorPrimitives.SumOfSquares<double>(direction.Projected);
        if (!(unit > 0))
        {
            return 1;
        }

        double here = TensorPrimitives.Dot<double>(origin, direction.Projected);
        double farthest = 0;
        for (int i = 0; i < hull.Count; i++)
        {
            farthest = Math.Max(farthest, Math.Abs(TensorPrimitives.Dot<double>(hull.Anchors.Row(i), direction.Projected) - here));
        }

        return farthest > 0 ? Margin * farthest / unit : 1;
    }

    private static double[] Dilations(RowMatrix from, double[] gamma, double reach)
    {
        double[] thetas = ThetaList.Even(reach, Points);
        double[] moved = new double[gamma.Length];
        return Array.ConvertAll(thetas, theta =>
        {
            double most = 0;
            for (int layer = 0; layer < from.Rows; layer++)
            {
                TensorPrimitives.MultiplyAdd(gamma, theta, from.Row(layer), moved);
                most = Math.Max(most, Dilation.Minimal(moved));
            }

            return most;
        });
    }
}
