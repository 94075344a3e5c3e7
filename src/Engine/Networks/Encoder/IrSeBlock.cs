using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace MyStyle.Engine.Networks.Encoder;

/// <summary>
/// A residual block with squeeze-and-excitation. It halves the resolution where a stage begins: at the first block and
/// wherever the shortcut has a convolution of its own.
/// </summary>
internal sealed class IrSeBlock : IDisposable
{
    private readonly long _stride;
    private readonly BatchNormalization _inputNorm;
    private readonly Tensor _weight1;
    private readonly Tensor _slope;
    private readonly Tensor _weight2;
    private readonly BatchNormalization _outputNorm;
    private readonly Tensor _squeeze;
    private readonly Tensor _excite;
    private readonly Tensor? _shortcutWeight;
    private readonly BatchNormalization? _shortcutNorm;

    public IrSeBlock(IReadOnlyDictionary<string, Tensor> tensors, string prefix, bool isFirst)
    {
        _inputNorm = new BatchNormalization(tensors, $"{prefix}.res_layer.0");
        _weight1 = tensors[$"{prefix}.res_layer.1.weight"];
        _slope = tensors[$"{prefix}.res_layer.2.weight"];
        _weight2 = tensors[$"{prefix}.res_layer.3.weight"];
        _outputNorm = new BatchNormalization(tensors, $"{prefix}.res_layer.4");
        _squeeze = tensors[$"{prefix}.res_layer.5.fc1.weight"];
        _excite = tensors[$"{prefix}.res_layer.5.fc2.weight"];
        if (tensors.TryGetValue($"{prefix}.shortcut_layer.0.weight", out _shortcutWeight))
        {
            _shortcutNorm = new BatchNormalization(tensors, $"{prefix}.shortcut_layer.1");
        }

        _stride = isFirst || _shortcutWeight is not null ? 2 : 1;
    }

    /// <summary>[B, in, H, W] to [B, out, H / stride, W / stride].</summary>
    public Tensor Forward(Tensor x)
    {
        Tensor shortcut = _shortcutWeight is not null ? _shortcutNorm!.Forward(conv2d(x, _shortcutWeight, strides: [_stride, _stride]))
            : _stride == 1 ? x
            : max_pool2d(x, 1, _stride);
        Tensor residual = prelu(conv2d(_inputNorm.Forward(x), _weight1, padding: [1, 1]), _slope);
        residual = _outputNorm.Forward(conv2d(residual, _weight2, strides: [_stride, _stride], padding: [1, 1]));
        Tensor attention = conv2d(conv2d(residual.mean([2, 3], keepdim: true), _squeeze).relu_(), _excite).sigmoid_();
        return residual * attention + shortcut;
    }

    /// <summary>Frees what the block made itself; the weights belong to the encoder.</summary>
    public void Dispose()
    {
        _inputNorm.Dispose();
        _outputNorm.Dispose();
        _shortcutNorm?.Dispose();
    }
}
