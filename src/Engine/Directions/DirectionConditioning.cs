using System.Numerics.Tensors;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Directions;

/// <summary>Keeps an edit from moving other attributes along (InterFaceGAN's conditional manipulation).</summary>
public static class DirectionConditioning
{
    /// <summary>A direction without its part in the span of others, of unit length.</summary>
    /// <param name="direction">k numbers.</param>
    /// <param name="others">The directions to hold still [n, k]; they may depend on each other and have any length.</param>
    /// <exception cref="ArgumentException">Nothing is left: the direction lies in the span of the others.</exception>
    public static double[] Condition(ReadOnlySpan<double> direction, RowMatrix others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (others.Columns != direction.Length)
        {
            throw new ArgumentException($"The direction has {direction.Length} numbers, the others {others.Columns}.", nameof(others));
        }

        RowMatrix scaled = others.Clone();
        for (int i = 0; i < scaled.Rows; i++)
        {
            double norm = TensorPrimitives.Norm<double>(scaled.Row(i));
            if (norm > 0)
            {
                TensorPrimitives.Divide(scaled.Row(i), norm, scaled.Row(i));
            }
        }

        double[] rest = direction.ToArray();
        OrthonormalBasis.Remove(rest, OrthonormalBasis.Of(scaled));
        double length = TensorPrimitives.Norm<double>(rest);
        if (!(length > 1e-6 * TensorPrimitives.Norm(direction)))
        {
            throw new ArgumentException("Nothing of the direction is left once the others are held still.", nameof(direction));
        }

        TensorPrimitives.Divide(rest, length, rest);
        return rest;
    }
}
