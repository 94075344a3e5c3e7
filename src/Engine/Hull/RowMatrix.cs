namespace MyStyle.Engine.Hull;

/// <summary>A dense matrix of doubles, row after row: anchors [N, k], alpha-plus [L, N], W+ codes [L, k].</summary>
public sealed class RowMatrix
{
    /// <summary>Wraps <paramref name="values"/>, which the matrix then owns.</summary>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="values">Row after row, <c>rows * columns</c> numbers.</param>
    public RowMatrix(int rows, int columns, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"[{rows}, {columns}] takes {(long)rows * columns} numbers, not {values.Length}.", nameof(values));
        }

        Rows = rows;
        Columns = columns;
        Values = values;
    }

    /// <summary>A matrix of zeros.</summary>
    public RowMatrix(int rows, int columns)
        : this(rows, columns, new double[rows * columns])
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>All numbers, row after row.</summary>
    public double[] Values { get; }

    /// <summary>One number.</summary>
    public double this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }

    /// <summary>The matrix of these single precision numbers, row after row.</summary>
    public static RowMatrix FromFloats(int rows, int columns, ReadOnlySpan<float> values)
    {
        double[] widened = new double[values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertChecked(values, widened);
        return new RowMatrix(rows, columns, widened);
    }

    /// <summary>The matrix with these rows, all of one length.</summary>
    public static RowMatrix FromRows(IReadOnlyList<double[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        RowMatrix matrix = new(rows.Count, rows[0].Length);
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != matrix.Columns)
            {
                throw new ArgumentException($"Row {i} has {rows[i].Length} numbers, row 0 has {matrix.Columns}.", nameof(rows));
            }

            rows[i].CopyTo(matrix.Row(i));
        }

        return matrix;
    }

    /// <summary>A matrix whose <paramref name="count"/> rows are all <paramref name="row"/>: one W code for every layer.</summary>
    public static RowMatrix Repeat(ReadOnlySpan<double> row, int count)
    {
        RowMatrix matrix = new(count, row.Length);
        for (int i = 0; i < count; i++)
        {
            row.CopyTo(matrix.Row(i));
        }

        return matrix;
    }

    /// <summary>The row <paramref name="index"/>, in place.</summary>
    public Span<double> Row(int index) => Values.AsSpan(index * Columns, Columns);

    /// <summary>A copy that shares nothing.</summary>
    public RowMatrix Clone() => new(Rows, Columns, (double[])Values.Clone());

    /// <summary>The rows of these indices, in this order.</summary>
    public RowMatrix Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        RowMatrix matrix = new(rows.Count, Columns);
        for (int i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(matrix.Row(i));
        }

        return matrix;
    }

    /// <summary>All numbers in single precision, row after row.</summary>
    public float[] ToFloats()
    {
        float[] narrowed = new float[Values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<double, float>(Values, narrowed);
        return narrowed;
    }
}
