using MyStyle.Engine.Networks.StyleGan2.Fused;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>
/// One modulated 3x3 convolution with its noise, bias and activation (Karras et al. 2020, section 2.2), optionally upsampling
/// by two. Works on the scale-activations form: the styles scale the input, the demodulation scales the output, and the
/// convolution in between shares one set of weights over the whole batch.
/// </summary>
/// <remarks>
/// Activations travel without the factor sqrt 2 that follows every leaky ReLU; the next layer's styles carry it instead
/// (<see cref="ActivationGain"/>), which saves a pass over the largest tensors of the network.
/// </remarks>
internal sealed class StyledConvolution : IDisposable
{
    /// <summary>What a consumer of the output multiplies its styles by.</summary>
    public const double ActivationGain = 1.4142135623730951;

    private const double LeakySlope = 0.2;
    private const double Epsilon = 1e-8;

    private readonly Affine _affine;
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly Tensor _epsilon;
    private readonly Tensor? _noise;
    private readonly Tensor? _noiseStrength;
    private readonly Tensor? _smoothing;
    private readonly bool _turns;
    private readonly double? _clamp;
    private readonly ScalarType _type;
    private Tensor? _energy;
    private Tensor? _kernel;

    /// <param name="tensors">Weights by canonical name.</param>
    /// <param name="prefix">Such as <c>synthesis.b8.conv0</c>.</param>
    /// <param name="upsamples">Whether the layer doubles the resolution.</param>
    /// <param name="clamp">Bound on the activations after their gain, for networks trained with one.</param>
    /// <param name="narrow">Whether the features are bfloat16. What scales and shifts them is computed in single precision and rounded last.</param>
    public StyledConvolution(IReadOnlyDictionary<string, Tensor> tensors, string prefix, bool upsamples, double? clamp, bool narrow)
    {
        _type = narrow ? ScalarType.BFloat16 : ScalarType.Float32;
        _affine = new Affine(tensors[$"{prefix}.affine.weight"], tensors[$"{prefix}.affine.bias"]);
        _weight = tensors[$"{prefix}.weight"];
        _bias = tensors[$"{prefix}.bias"];
        _epsilon = full([1], Epsilon, device: _weight.device).DetachFromDisposeScope();
        _noise = tensors.GetValueOrDefault($"{prefix}.noise_const");
        _noiseStrength = tensors.GetValueOrDefault($"{prefix}.noise_strength");
        _smoothing = upsamples ? BlurUpsampling.Filter(_weight.shape[0], _weight.device, _type).DetachFromDisposeScope() : null;
        // cuDNN takes a transposed convolution's kernel with the inputs first; oneDNN turns it around by itself.
        _turns = upsamples && _weight.device_type == TorchSharp.DeviceType.CUDA;
        _clamp = clamp / ActivationGain;
    }

    /// <summary>Keeps what depends on the weights alone, for networks whose weights stay as they are.</summary>
    public void Freeze()
    {
        _energy ??= Energy().detach().DetachFromDisposeScope();
        if (_type != ScalarType.Float32 || _turns)
        {
            _kernel ??= Kernel().detach().DetachFromDisposeScope();
        }
    }

    /// <summary>Forgets it again, because the weights are about to move.</summary>
    public void Thaw()
    {
        _energy?.Dispose();
        _energy = null;
        _kernel?.Dispose();
        _kernel = null;
    }

    /// <summary>Whether the layer doubles the resolution.</summary>
    public bool Upsamples => _smoothing is not null;

    /// <summary>Type of the layer's features.</summary>
    public ScalarType Type => _type;

    /// <summary>Channels that come out.</summary>
    public long Channels => _weight.shape[0];

    /// <summary>Runs the layer.</summary>
    /// <param name="x">[B, in, H, W], of either type, without its activation gain.</param>
    /// <param name="w">[B, dim W]</param>
    /// <param name="inputGain">The gain <paramref name="x"/> still lacks: <see cref="ActivationGain"/> or 1.</param>
    /// <param name="noise">What to add before the bias.</param>
    /// <returns>[B, out, H or 2H, W or 2W], without its activation gain.</returns>
    public Tensor Forward(Tensor x, Tensor w, double inputGain, NoiseMode noise)
    {
        (Tensor styles, Tensor demodulation) = Modulation(w, inputGain);
        x = Convolve(x.to(_type) * styles.unsqueeze(-1).unsqueeze(-1).to(_type));
        x = _smoothing is null ? x : BlurUpsampling.Smooth(x, _smoothing);
        Tensor bias = _bias.view(1, -1, 1, 1).to(_type);
        demodulation = demodulation.unsqueeze(-1).unsqueeze(-1).to(_type);
        Tensor? pattern = Noise(noise, x) is { } values ? (values * _noiseStrength!).to(_type) : null;
        x = pattern is null ? addcmul(bias, x, demodulation, 1) : addcmul(pattern, x, demodulation, 1).add_(bias);
        x = x.leaky_relu_(LeakySlope);
        return _clamp is { } bound ? x.clamp(-bound, bound) : x;
    }

    /// <summary>What the features are scaled by before and after the convolution.</summary>
    /// <param name="w">[B, dim W]</param>
    /// <param name="inputGain">As in <see cref="Forward"/>.</param>
    /// <returns>[B, in] and [B, out]</returns>
    public (Tensor Styles, Tensor Demodulation) Modulation(Tensor w, double inputGain)
    {
        Tensor styles = _affine.Forward(w);
        Tensor demodulation = addmm(_epsilon, styles.square(), (_energy ?? Energy()).t(), 1, 1).rsqrt();
        return (inputGain == 1 ? styles : styles * inputGain, demodulation);
    }

    /// <summary>The convolution alone; one that upsamples is still to be smoothed (<see cref="BlurUpsampling.Smooth"/>).</summary>
    /// <param name="x">[B, in, H, W], scaled and of the layer's type.</param>
    /// <returns>[B, out, H, W], or [B, out, 2H + 1, 2W + 1].</returns>
    public Tensor Convolve(Tensor x)
    {
        Tensor kernel = _kernel ?? Kernel();
        return Upsamples
            ? nn.functional.conv_transpose2d(x, _turns ? kernel : kernel.transpose(0, 1), strides: [2, 2])
            : nn.functional.conv2d(x, kernel, padding: [1, 1]);
    }

    /// <summary>What follows the convolution, for <see cref="IFeatureKernels"/>.</summary>
    /// <param name="demodulation">[B, out]</param>
    /// <param name="noise">What to add before the bias.</param>
    /// <param name="convolved">[B, out, H, W], for its size.</param>
    public FeatureChain Chain(Tensor demodulation, NoiseMode noise, Tensor convolved) =>
        Noise(noise, convolved) is { } values
            ? new FeatureChain(demodulation, values, _noiseStrength, _bias, _clamp)
            : new FeatureChain(demodulation, Noise: null, Strength: null, _bias, _clamp);

    public void Dispose()
    {
        _epsilon.Dispose();
        _smoothing?.Dispose();
        _energy?.Dispose();
        _kernel?.Dispose();
    }

    /// <summary>Sum over the kernel of the squared weights, [out, in]: all that demodulation needs of them.</summary>
    private Tensor Energy() => _weight.square().sum([2, 3]);

    /// <summary>What the features are convolved with, in their type.</summary>
    private Tensor Kernel()
    {
        Tensor kernel = _weight.to(_type);
        return _turns ? kernel.transpose(0, 1).ToChannelsLast() : kernel;
    }

    /// <summary>The noise before its strength: [H, W], or [B, 1, H, W] if it is drawn anew.</summary>
    private Tensor? Noise(NoiseMode mode, Tensor x) => mode switch
    {
        NoiseMode.Const when _noiseStrength is not null => _noise,
        NoiseMode.Random when _noiseStrength is not null =>
            randn(x.shape[0], 1, x.shape[2], x.shape[3], dtype: ScalarType.Float32, device: x.device),
        _ => null,
    };
}
