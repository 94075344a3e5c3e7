using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Networks.Encoder;

/// <summary>
/// The encoder that turns a face into one code of W: an IR-SE network whose last features are averaged and mapped linearly
/// (the "last layer into W" family). Width, depth and input size are read from the weights. Inference only.
/// </summary>
public sealed class WEncoder : IDisposable
{
    private readonly IReadOnlyDictionary<string, Tensor> _tensors;
    private readonly IrSeBlock[] _blocks;
    private readonly Tensor _inputWeight;
    private readonly BatchNormalization _inputNorm;
    private readonly Tensor _inputSlope;
    private readonly Tensor _linearWeight;
    private readonly Tensor _linearBias;
    private readonly Tensor _center;

    private WEncoder(IReadOnlyDictionary<string, Tensor> tensors, Tensor center, int inputSize)
    {
        _tensors = tensors;
        _inputWeight = tensors["input_layer.0.weight"];
        _inputNorm = new BatchNormalization(tensors, "input_layer.1");
        _inputSlope = tensors["input_layer.2.weight"];
        int count = 0;
        while (tensors.ContainsKey($"body.{count}.res_layer.1.weight"))
        {
            count++;
        }

        _blocks = [.. Enumerable.Range(0, count).Select(i => new IrSeBlock(tensors, $"body.{i}", isFirst: i == 0))];
        _linearWeight = tensors["linear.weight"];
        _linearBias = tensors["linear.bias"];
        _center = center;
        InputSize = inputSize;
    }

    /// <summary>The side of the square pictures the encoder was trained on, in pixels.</summary>
    public int InputSize { get; }

    /// <summary>Builds the encoder.</summary>
    /// <param name="tensors">Weights without the <c>encoder.</c> prefix of checkpoints.</param>
    /// <param name="center">The mean code that the encoder's output is relative to, [dim W].</param>
    /// <param name="inputSize">Side of its input, in pixels.</param>
    /// <param name="device">Where to run.</param>
    /// <exception cref="EngineException">The weights belong to another kind of encoder.</exception>
    public static WEncoder Create(IReadOnlyDictionary<string, StoredTensor> tensors, StoredTensor center, int inputSize, Device device)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (!tensors.ContainsKey("linear.weight") || !tensors.ContainsKey("input_layer.0.weight"))
        {
            throw new EngineException(
                "This is no W encoder: it has no 'linear.weight'. Encoders that give one code a layer (e4e, pSp) cannot make anchors; "
                + "use the HyperStyle W encoder, or leave the encoder out and let the anchors be optimised.");
        }

        Dictionary<string, Tensor> loaded = tensors.ToDictionary(
            entry => entry.Key, entry => entry.Value.ToTensor(device).DetachFromDisposeScope(), StringComparer.Ordinal);
        return new WEncoder(loaded, center.ToTensor(device).DetachFromDisposeScope(), inputSize);
    }

    /// <summary>Encodes pictures.</summary>
    /// <param name="images">[B, 3, H, W] in [-1, 1]; any size, resampled bicubically to <see cref="InputSize"/>.</param>
    /// <returns>[B, dim W]</returns>
    public Tensor Forward(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using IDisposable noGrad = no_grad();
        using var scope = NewDisposeScope();
        Tensor x = images.shape[2] == InputSize && images.shape[3] == InputSize
            ? images
            : interpolate(images, size: [InputSize, InputSize], mode: InterpolationMode.Bicubic, align_corners: false).clamp(-1, 1);
        x = prelu(_inputNorm.Forward(conv2d(x, _inputWeight, padding: [1, 1])), _inputSlope);
        foreach (IrSeBlock block in _blocks)
        {
            x = block.Forward(x);
        }

        Tensor w = linear(x.mean([2, 3]), _linearWeight * (1 / Math.Sqrt(_linearWeight.shape[1])), _linearBias) + _center;
        return w.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IrSeBlock block in _blocks)
        {
            block.Dispose();
        }

        _inputNorm.Dispose();
        _center.Dispose();
        foreach (Tensor tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
