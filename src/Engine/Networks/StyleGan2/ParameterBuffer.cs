using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>
/// Named parameters that live side by side in one flat float32 buffer, and their gradients in another: an optimiser step, a
/// checkpoint or a copy is then one operation instead of one a parameter.
/// </summary>
public sealed class ParameterBuffer : IDisposable
{
    // Views start on cache lines, which is what the CPU's vector kernels like best.
    private const long Alignment = 16;

    private readonly Dictionary<string, Tensor> _views;
    private readonly List<Tensor> _gradientViews = [];

    /// <summary>Copies parameters into a new buffer.</summary>
    /// <param name="parameters">Parameters by name, in the order they will lie.</param>
    /// <param name="device">Where the buffer lives.</param>
    public ParameterBuffer(IReadOnlyList<KeyValuePair<string, StoredTensor>> parameters, Device device)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        long[] offsets = new long[parameters.Count];
        long length = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = length;
            length += (parameters[i].Value.Count + Alignment - 1) / Alignment * Alignment;
        }

        Values = zeros(length, dtype: ScalarType.Float32, device: device).DetachFromDisposeScope();
        _views = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (int i = 0; i < offsets.Length; i++)
        {
            (string name, StoredTensor stored) = parameters[i];
            Tensor view = Shape(Values.narrow(0, offsets[i], stored.Count), stored.Shape);
            view.copy_(stored.ToTensor(device));
            _views[name] = view.DetachFromDisposeScope();
        }
    }

    /// <summary>All parameters, [P], with a little padding between them.</summary>
    public Tensor Values { get; }

    /// <summary>All gradients, [P], once <see cref="TrackGradients"/> was called.</summary>
    public Tensor? Gradients { get; private set; }

    /// <summary>The parameters by name, views into <see cref="Values"/>.</summary>
    public IReadOnlyDictionary<string, Tensor> Views => _views;

    /// <summary>Makes every backward pass accumulate into <see cref="Gradients"/>.</summary>
    public void TrackGradients()
    {
        if (Gradients is not null)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        Gradients = zeros_like(Values).DetachFromDisposeScope();
        foreach (Tensor view in _views.Values)
        {
            long offset = view.storage_offset();
            Tensor gradient = Shape(Gradients.narrow(0, offset, view.numel()), view.shape);
            view.requires_grad_(true);
            view.grad = gradient;
            _gradientViews.Add(gradient.DetachFromDisposeScope());
        }
    }

    /// <summary>Stops tracking and frees the gradients.</summary>
    public void ReleaseGradients()
    {
        if (Gradients is null)
        {
            return;
        }

        foreach (Tensor view in _views.Values)
        {
            view.requires_grad_(false);
            view.grad = null;
        }

        _gradientViews.ForEach(gradient => gradient.Dispose());
        _gradientViews.Clear();
        Gradients.Dispose();
        Gradients = null;
    }

    /// <summary>
    /// Convolution kernels lie channels-last, the layout in which both oneDNN and cuDNN convolve without reordering first; the
    /// activations follow the kernels.
    /// </summary>
    private static Tensor Shape(Tensor flat, IReadOnlyList<long> shape) => shape is [var outputs, var inputs, var height and > 1, var width]
        ? flat.view(outputs, height, width, inputs).permute(0, 3, 1, 2).detach()
        : flat.view([.. shape]).detach();

    /// <inheritdoc/>
    public void Dispose()
    {
        ReleaseGradients();
        foreach (Tensor view in _views.Values)
        {
            view.Dispose();
        }

        Values.Dispose();
    }
}
