using System.Globalization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>
/// Reads the small files google/mystyle and its relatives exchange: anchors and other codes, alpha coordinates, directions
/// (<c>.pt</c>, <c>.npy</c>, pickled arrays, safetensors). What comes back is plain numbers.
/// </summary>
public static class LatentFile
{
    // Rows of one W code are copies in every file known; half precision or a round trip may move the last bits.
    private const float RowTolerance = 1e-6f;

    /// <summary>
    /// Codes in W: [w], [N, w], [1, L, w] or [N, L, w] or [N, 1, L, w], whose L rows must agree. A two-dimensional array of
    /// <paramref name="layers"/> equal rows is one code written out for every layer.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="layers">Layers of the generator the codes are for (<see cref="GeneratorArchitecture.LayerCount"/>), if known.</param>
    /// <returns>N codes of equal length.</returns>
    /// <exception cref="EngineException">The file is unreadable, holds something else, or codes of W+ (rows that differ).</exception>
    public static float[][] ReadW(string path, int? layers = null)
    {
        (float[] values, long[] shape) = ReadSingle(path);
        if (shape.Length == 1)
        {
            return [values];
        }

        float[][][] codes = Split(path, values, shape);
        if (shape.Length == 2)
        {
            bool oneCode = layers == shape[0] && shape[0] > 1 && RowsAgree(codes[0]);
            return oneCode ? [codes[0][0]] : codes[0];
        }

        return
        [
            .. codes.Select(rows => RowsAgree(rows)
                ? rows[0]
                : throw new EngineException($"{path} holds a W+ code: its layers differ, so it is no point of W and cannot be an anchor.")),
        ];
    }

    /// <summary>Codes in W+: [L, w], [1, L, w], [N, L, w] or [N, 1, L, w], any rows.</summary>
    /// <returns>N codes of L rows of w values.</returns>
    /// <exception cref="EngineException">The file is unreadable or holds something else.</exception>
    public static float[][][] ReadWPlus(string path)
    {
        (float[] values, long[] shape) = ReadSingle(path);
        return shape.Length >= 2 ? Split(path, values, shape) : throw Unexpected(path, shape, "codes of W+ [N, layers, w]");
    }

    /// <summary>
    /// Alpha coordinates [1, L, N] or [L, N], already within the dilated hull and normalised, as google/mystyle saves them. The
    /// file does not say which anchors they belong to, or in which order.
    /// </summary>
    /// <returns>L rows of N coordinates.</returns>
    /// <exception cref="EngineException">The file is unreadable or holds something else.</exception>
    public static float[][] ReadAlpha(string path)
    {
        (float[] values, long[] shape) = ReadSingle(path);
        return shape.Length is 2 or 3 && (shape.Length == 2 || shape[0] == 1)
            ? Split(path, values, shape)[0]
            : throw Unexpected(path, shape, "alpha coordinates [1, layers, anchors]");
    }

    /// <summary>A direction in W: [w], [1, w], or [L, w] whose rows agree (e4e's pose.pt).</summary>
    /// <returns>w values, as stored (published ones have unit length).</returns>
    /// <exception cref="EngineException">The file is unreadable, holds something else, or a direction in W+.</exception>
    public static float[] ReadDirection(string path)
    {
        (float[] values, long[] shape) = ReadSingle(path);
        if (shape.Length == 1)
        {
            return values;
        }

        float[][][] rows = Split(path, values, shape);
        return rows.Length != 1
            ? throw Unexpected(path, shape, "a direction [w]")
            : RowsAgree(rows[0])
                ? rows[0][0]
                : throw new EngineException($"{path} holds a direction with other values in each layer; only directions in W are supported.");
    }

    private static (float[] Values, long[] Shape) ReadSingle(string path)
    {
        WeightFile file = WeightReader.Read(path);
        if (file.Tensors.Count != 1)
        {
            throw new EngineException(string.Create(
                CultureInfo.InvariantCulture, $"{path} holds {file.Tensors.Count} tensors; a file of codes or a direction holds one."));
        }

        StoredTensor tensor = file.Tensors.Values.Single();
        if (!tensor.IsFloating || tensor.Count == 0)
        {
            throw new EngineException(
                $"{path} holds {tensor.Type} values of shape {GeneratorShapes.Text(tensor.Shape)}; codes and directions are floating numbers.");
        }

        float[] values = tensor.ToFloats();
        return values.All(float.IsFinite)
            ? (values, [.. tensor.Shape])
            : throw new EngineException($"{path} holds values that are not finite; it was made by a run that diverged.");
    }

    /// <summary>[L, w] to one code, [N, L, w] and [N, 1, L, w] to N.</summary>
    private static float[][][] Split(string path, float[] values, long[] shape)
    {
        long[] three = shape switch
        {
            [var l, var w] => [1, l, w],
            [var n, var l, var w] => [n, l, w],
            [var n, 1, var l, var w] => [n, l, w],
            _ => throw Unexpected(path, shape, "codes [N, layers, w]"),
        };
        (int count, int rows, int width) = ((int)three[0], (int)three[1], (int)three[2]);
        var codes = new float[count][][];
        for (int n = 0; n < count; n++)
        {
            codes[n] = new float[rows][];
            for (int l = 0; l < rows; l++)
            {
                codes[n][l] = values.AsSpan(((n * rows) + l) * width, width).ToArray();
            }
        }

        return codes;
    }

    private static bool RowsAgree(float[][] rows) =>
        rows.All(row => row.AsSpan().SequenceEqual(rows[0])
            || row.Zip(rows[0]).All(pair => Math.Abs(pair.First - pair.Second) <= RowTolerance * Math.Max(1, Math.Abs(pair.Second))));

    private static EngineException Unexpected(string path, long[] shape, string wanted) =>
        new($"{path} has the shape {GeneratorShapes.Text(shape)}; {wanted} is needed here.");
}
