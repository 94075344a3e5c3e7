using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>What tuning added to one tensor, in steps of one size.</summary>
/// <param name="Step">The size of a step, in units of the weights.</param>
/// <param name="Steps">Whole steps from -127 to 127, in the tensor's order.</param>
internal sealed record QuantisedTensor(float Step, sbyte[] Steps)
{
    private const int Most = sbyte.MaxValue;

    /// <summary>Rounds the way from <paramref name="prior"/> to <paramref name="tuned"/>; null if there is none.</summary>
    /// <param name="prior">Values before.</param>
    /// <param name="tuned">Values after, as many.</param>
    /// <param name="relativeStep">
    /// The step in units of the difference's root mean square. It is made larger where 127 of them do not reach the largest difference.
    /// </param>
    public static QuantisedTensor? Create(float[] prior, float[] tuned, double relativeStep)
    {
        float[] difference = new float[prior.Length];
        TensorPrimitives.Subtract(tuned, prior, difference);
        double square = 0;
        foreach (float value in difference)
        {
            square += (double)value * value;
        }

        float largest = TensorPrimitives.MaxMagnitude(difference);
        largest = Math.Abs(largest);
        if (largest == 0)
        {
            return null;
        }

        float step = (float)Math.Max(relativeStep * Math.Sqrt(square / difference.Length), (double)largest / Most);
        return new QuantisedTensor(step, Array.ConvertAll(difference, value => (sbyte)Math.Clamp(MathF.Round(value / step), -Most, Most)));
    }

    /// <summary>The prior's tensor with the steps taken, in single precision.</summary>
    public StoredTensor ApplyTo(StoredTensor prior)
    {
        float[] values = prior.ToFloats();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += Step * Steps[i];
        }

        return new StoredTensor(ElementType.Float32, prior.Shape, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }
}
