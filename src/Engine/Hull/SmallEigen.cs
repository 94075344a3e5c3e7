namespace MyStyle.Engine.Hull;

/// <summary>Eigenvectors of small symmetric matrices by Jacobi rotations.</summary>
internal static class SmallEigen
{
    /// <summary>Eigenvalues, largest first, and their eigenvectors as rows. The upper and lower half are averaged first.</summary>
    public static (double[] Values, RowMatrix Vectors) Symmetric(RowMatrix matrix)
    {
        int n = matrix.Rows;
        RowMatrix a = new(n, n);
        RowMatrix v = new(n, n);
        for (int i = 0; i < n; i++)
        {
            v[i, i] = 1;
            for (int j = 0; j < n; j++)
            {
                a[i, j] = 0.5 * (matrix[i, j] + matrix[j, i]);
            }
        }

        for (int sweep = 0; sweep < 60; sweep++)
        {
            double off = 0;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    off += a[p, q] * a[p, q];
                    Rotate(a, v, p, q);
                }
            }

            if (off == 0)
            {
                break;
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => a[i, i])];
        return ([.. order.Select(i => a[i, i])], v.Select(order));
    }

    private static void Rotate(RowMatrix a, RowMatrix v, int p, int q)
    {
        if (Math.Abs(a[p, q]) <= 1e-300)
        {
            a[p, q] = a[q, p] = 0;
            return;
        }

        double tau = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = (tau >= 0 ? 1 : -1) / (Math.Abs(tau) + Math.Sqrt(1 + (tau * tau)));
        double c = 1 / Math.Sqrt(1 + (t * t));
        double s = t * c;
        for (int k = 0; k < a.Rows; k++)
        {
            (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
        }

        for (int k = 0; k < a.Rows; k++)
        {
            (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
            (v[p, k], v[q, k]) = ((c * v[p, k]) - (s * v[q, k]), (s * v[p, k]) + (c * v[q, k]));
        }
    }
}
