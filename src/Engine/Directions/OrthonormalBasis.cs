using System.Numerics.Tensors;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Directions;

/// <summary>Orthonormal vectors spanning given ones, by Gram-Schmidt done twice.</summary>
internal static class OrthonormalBasis
{
    /// <summary>The basis, at most one vector a row; rows that add less than the tolerance of their length add none.</summary>
    public static IReadOnlyList<double[]> Of(RowMatrix rows, double tolerance = 1e-6)
    {
        double longest = 0;
        for (int i = 0; i < rows.Rows; i++)
        {
            longest = Math.Max(longest, TensorPrimitives.Norm<double>(rows.Row(i)));
        }

        List<double[]> basis = [];
        for (int i = 0; i < rows.Rows && basis.Count < rows.Columns; i++)
        {
            double[] rest = rows.Row(i).ToArray();
            Remove(rest, basis);
            double norm = TensorPrimitives.Norm<double>(rest);
            if (norm > tolerance * longest)
            {
                TensorPrimitives.Divide(rest, norm, rest);
                basis.Add(rest);
            }
        }

        return basis;
    }

    /// <summary>Takes away from a vector its part in the span of an orthonormal basis, in place.</summary>
    public static void Remove(Span<double> vector, IReadOnlyList<double[]> basis)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] axis in basis)
            {
                TensorPrimitives.MultiplyAdd(axis, -TensorPrimitives.Dot<double>(axis, vector), vector, vector);
            }
        }
    }
}
