using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>What tuning added to one tensor, in steps of one size.</summary>
/// <param name="Step">The size of a step, in units of the weights.</param>
/// <param name="Steps">Whole steps from -127 to 127, in the tensor's order.</param>
/// <param name="Layout">How they lie beside each other.</param>
internal sealed record QuantisedTensor(float Step, sbyte[] Steps, StepLayout Layout)
{
    private const int Most = sbyte.MaxValue;

    /// <summary>Rounds the way from <paramref name="prior"/> to <paramref name="tuned"/>; null if there is none.</summary>
    /// <param name="prior">The tensor before.</param>
    /// <param name="tuned">The tensor after, of the same shape.</param>
    /// <param name="relativeStep">
    /// The step in units of the difference's root mean square. It is made larger where 127 of them do not reach the largest difference.
    /// </param>
    public static QuantisedTensor? Create(StoredTensor prior, StoredTensor tuned, double relativeStep)
    {
        float[] difference = new float[prior.Count];
        TensorPrimitives.Subtract<float>(tuned.ToFloats(), prior.ToFloats(), difference);
        double square = 0;
        foreach (float value in difference)
        {
            square += (double)value * value;
        }

        float largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference));
        if (largest == 0)
        {
            return null;
        }

        float step = (float)Math.Max(relativeStep * Math.Sqrt(square / difference.Length), (double)largest / Most);
        return new QuantisedTensor(step, Array.ConvertAll(difference, value => (sbyte)Math.Clamp(MathF.Round(value / step), -Most, Most)), StepLayout.Of(prior));
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
