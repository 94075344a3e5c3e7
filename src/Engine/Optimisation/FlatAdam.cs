using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MyStyle.Engine.Optimisation;

/// <summary>
/// Adam (Kingma and Ba 2015) over one flat buffer: betas 0.9 and 0.999, epsilon 1e-8, no weight decay, the arithmetic of
/// PyTorch's. On a CPU a step is a single pass over memory that also clears the gradients.
/// </summary>
public sealed class FlatAdam : IDisposable
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly Tensor _values;
    private readonly Tensor _gradients;

    /// <summary>Starts with zero moments.</summary>
    /// <param name="values">float32 [P], updated in place.</param>
    /// <param name="gradients">float32 [P], read and cleared by every step.</param>
    public FlatAdam(Tensor values, Tensor gradients)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(gradients);
        _values = values;
        _gradients = gradients;
        using IDisposable noGrad = no_grad();
        FirstMoment = zeros_like(values).DetachFromDisposeScope();
        SecondMoment = zeros_like(values).DetachFromDisposeScope();
    }

    /// <summary>Running mean of the gradients, [P].</summary>
    public Tensor FirstMoment { get; }

    /// <summary>Running mean of the squared gradients, [P].</summary>
    public Tensor SecondMoment { get; }

    /// <summary>Steps taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>Continues from saved moments.</summary>
    /// <param name="firstMoment">float32 [P]</param>
    /// <param name="secondMoment">float32 [P]</param>
    /// <param name="stepCount">Steps they come from.</param>
    public void Restore(Tensor firstMoment, Tensor secondMoment, long stepCount)
    {
        using IDisposable noGrad = no_grad();
        FirstMoment.copy_(firstMoment);
        SecondMoment.copy_(secondMoment);
        StepCount = stepCount;
    }

    /// <summary>One update; afterwards the gradients are zero.</summary>
    public void Step(double learningRate)
    {
        StepCount++;
        double correction1 = 1 - Math.Pow(Beta1, StepCount);
        double correction2 = 1 - Math.Pow(Beta2, StepCount);
        float size = (float)(learningRate / correction1);
        float rootCorrection = (float)(1 / Math.Sqrt(correction2));
        if (_values.device_type == TorchSharp.DeviceType.CPU)
        {
            StepOnCpu(size, rootCorrection);
        }
        else
        {
            StepOnDevice(size, rootCorrection);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
    }

    private void StepOnDevice(float size, float rootCorrection)
    {
        using IDisposable noGrad = no_grad();
        using var scope = NewDisposeScope();
        FirstMoment.mul_(Beta1).add_(_gradients, 1 - Beta1);
        SecondMoment.mul_(Beta2).addcmul_(_gradients, _gradients, 1 - Beta2);
        _values.addcdiv_(FirstMoment, SecondMoment.sqrt().mul_(rootCorrection).add_(Epsilon), -size);
        _gradients.zero_();
    }

    private unsafe void StepOnCpu(float size, float rootCorrection)
    {
        long length = _values.numel();
        float* values = Pointer(_values), gradients = Pointer(_gradients), first = Pointer(FirstMoment), second = Pointer(SecondMoment);
        // Memory-bound: as many threads as libtorch uses, each on one contiguous stretch.
        int threads = length < 1 << 16 ? 1 : get_num_threads();
        long stretch = (length + threads - 1) / threads / Vector<float>.Count * Vector<float>.Count + Vector<float>.Count;
        if (threads == 1)
        {
            Update(values, gradients, first, second, 0, length, size, rootCorrection);
            return;
        }

        Parallel.For(0, threads, thread =>
            Update(values, gradients, first, second, thread * stretch, Math.Min(length, (thread + 1) * stretch), size, rootCorrection));
    }

    private static unsafe void Update(
        float* values, float* gradients, float* first, float* second, long from, long to, float size, float rootCorrection)
    {
        int width = Vector<float>.Count;
        long i = from;
        for (; i + width <= to; i += width)
        {
            Vector<float> g = Vector.Load(gradients + i);
            Vector<float> m = (Vector.Load(first + i) * Beta1) + (g * (1 - Beta1));
            Vector<float> v = (Vector.Load(second + i) * Beta2) + (g * g * (1 - Beta2));
            Vector<float> p = Vector.Load(values + i) - (m / ((Vector.SquareRoot(v) * rootCorrection) + new Vector<float>(Epsilon)) * size);
            Vector.Store(m, first + i);
            Vector.Store(v, second + i);
            Vector.Store(p, values + i);
            Vector.Store(Vector<float>.Zero, gradients + i);
        }

        for (; i < to; i++)
        {
            float g = gradients[i];
            first[i] = (first[i] * Beta1) + (g * (1 - Beta1));
            second[i] = (second[i] * Beta2) + (g * g * (1 - Beta2));
            values[i] -= first[i] / ((MathF.Sqrt(second[i]) * rootCorrection) + Epsilon) * size;
            gradients[i] = 0;
        }
    }

    private static unsafe float* Pointer(Tensor tensor) =>
        (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
