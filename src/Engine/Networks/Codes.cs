using System.Runtime.InteropServices;
using MyStyle.Engine.Hull;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MyStyle.Engine.Networks;

/// <summary>Between codes as plain matrices (double precision) and as tensors (float32).</summary>
public static class Codes
{
    /// <summary>A matrix as a tensor [rows, columns] in the current dispose scope.</summary>
    public static Tensor ToTensor(RowMatrix matrix, Device device)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var values = new float[matrix.Values.Length];
        TensorPrimitives.ConvertChecked<double, float>(matrix.Values, values);
        return tensor(values, [matrix.Rows, matrix.Columns], device: device);
    }

    /// <summary>A tensor [rows, columns] as a matrix.</summary>
    public static RowMatrix ToMatrix(Tensor codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        Tensor flat = codes.detach().to(ScalarType.Float32).contiguous().cpu();
        return RowMatrix.FromFloats((int)codes.shape[0], (int)codes.shape[1], MemoryMarshal.Cast<byte, float>(flat.bytes));
    }
}
