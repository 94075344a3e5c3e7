using MyStyle.Engine.Networks.StyleGan2.Fused;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.StyleGan2;

/// <summary>
/// The synthesis network of StyleGAN2 with output skips: G in the paper. A picture is a function of one row of W+ a layer.
/// </summary>
/// <remarks>
/// The weights belong to whoever made the dictionary; the network only reads them, so that tuning can move them underneath.
/// Rows of W+ follow the usual numbering: the first block takes rows 0 (convolution) and 1 (RGB); a later block j takes
/// 2j - 1 and 2j (convolutions) and 2j + 1 (RGB), which is also the next block's first.
/// </remarks>
public sealed class SynthesisNetwork : IDisposable
{
    // As NVIDIA's mixed-precision training has it (num_fp16_res): the lower resolutions cost little and suffer most.
    private const int NarrowResolutions = 4;

    private readonly Block[] _blocks;
    private readonly Tensor _constant;
    private readonly IFeatureKernels? _kernels;

    /// <summary>Builds the network over weights by canonical name (<c>synthesis.b4.const</c> and so on).</summary>
    /// <param name="tensors">float32 weights, all on one device.</param>
    /// <param name="architecture">Their architecture.</param>
    /// <param name="precision">What the convolutions compute in.</param>
    public SynthesisNetwork(
        IReadOnlyDictionary<string, Tensor> tensors, GeneratorArchitecture architecture, Precision precision = Precision.Float32)
        : this(tensors, architecture, precision, null)
    {
        _kernels = CudaFeatureKernels.For(_constant.device, _blocks.SelectMany(block => block.Convolutions).Select(convolution => convolution.Channels));
    }

    /// <summary>Builds the network over kernels of the caller's choice; null leaves everything to libtorch and its gradients.</summary>
    internal SynthesisNetwork(
        IReadOnlyDictionary<string, Tensor> tensors, GeneratorArchitecture architecture, Precision precision, IFeatureKernels? kernels)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(architecture);
        Architecture = architecture;
        _kernels = kernels;
        _constant = tensors["synthesis.b4.const"];
        _blocks = [.. architecture.BlockResolutions.Select(resolution =>
        {
            bool narrow = precision == Precision.BFloat16 && resolution << NarrowResolutions > architecture.Resolution;
            return new Block(tensors, resolution, architecture.ConvClamp, narrow);
        })];
    }

    /// <summary>What the network is made of.</summary>
    public GeneratorArchitecture Architecture { get; }

    /// <summary>Keeps what depends on the weights alone. Call it once the weights will not change any more.</summary>
    public void Freeze()
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        foreach (Block block in _blocks)
        {
            block.Freeze();
        }
    }

    /// <summary>Takes <see cref="Freeze"/> back: the weights are about to change.</summary>
    public void Thaw()
    {
        foreach (Block block in _blocks)
        {
            block.Thaw();
        }
    }

    /// <summary>Renders codes.</summary>
    /// <param name="ws">[B, layers, dim W]; a code of W repeats its one row.</param>
    /// <param name="noise">What the layers add before their biases.</param>
    /// <returns>[B, 3, R, R], nominally in [-1, 1], not clamped.</returns>
    public Tensor Forward(Tensor ws, NoiseMode noise = NoiseMode.Const) => Forward(ws, noise, Architecture.Resolution, trace: null);

    /// <summary>Renders codes as far as one of the network's resolutions, reusing what a trace still holds.</summary>
    /// <param name="ws">[B, layers, dim W]</param>
    /// <param name="noise">What the layers add before their biases.</param>
    /// <param name="resolution">One of the architecture's block resolutions; the sum of the RGB outputs up to it is returned.</param>
    /// <param name="trace">Outputs of earlier layers for the same leading rows of W+; takes those of this pass.</param>
    /// <returns>[B, 3, resolution, resolution]</returns>
    internal Tensor Forward(Tensor ws, NoiseMode noise, int resolution, SynthesisTrace? trace)
    {
        Tensor[] rows = Rows(ws);
        if (_kernels is not null && trace is null && !is_grad_enabled())
        {
            return new FusedSynthesis(_kernels, _constant, Steps(resolution)).Forward(rows, noise, keeps: false);
        }

        Tensor x = _constant.unsqueeze(0).expand(ws.shape[0], -1, -1, -1);
        Tensor? rgb = null;
        int row = 0;
        foreach (Block block in _blocks.TakeWhile(block => block.Resolution <= resolution))
        {
            foreach (StyledConvolution convolution in block.Convolutions)
            {
                double inputGain = row == 0 ? 1 : StyledConvolution.ActivationGain;
                x = trace?.Features(row) ?? convolution.Forward(x, rows[row], inputGain, noise);
                trace?.KeepFeatures(row, x);
                row++;
            }

            rgb = trace?.Picture(row) ?? block.Picture(x, rows[row], rgb);
            trace?.KeepPicture(row, rgb);
        }

        return rgb!;
    }

    /// <summary>
    /// Renders codes for a loss: <see cref="SynthesisPass.Backward"/>, after the loss's own backward pass, takes its gradients on to the codes
    /// and the weights.
    /// </summary>
    /// <param name="ws">[B, layers, dim W]</param>
    /// <param name="noise">What the layers add before their biases.</param>
    internal SynthesisPass Begin(Tensor ws, NoiseMode noise = NoiseMode.Const)
    {
        if (_kernels is null)
        {
            return new SynthesisPass(Forward(ws, noise), backward: null);
        }

        var fused = new FusedSynthesis(_kernels, _constant, Steps(Architecture.Resolution));
        return new SynthesisPass(fused.Forward(Rows(ws), noise, keeps: true), fused.Backward);
    }

    /// <summary>Frees what the network made itself; the weights belong to their owner.</summary>
    public void Dispose()
    {
        foreach (Block block in _blocks)
        {
            block.Dispose();
        }
    }

    private Tensor[] Rows(Tensor ws)
    {
        ArgumentNullException.ThrowIfNull(ws);
        return ws.dim() == 3 && ws.shape[1] == Architecture.LayerCount && ws.shape[2] == Architecture.WDim
            ? ws.unbind(1)
            : throw new ArgumentException(
                $"Codes are [B, {Architecture.LayerCount}, {Architecture.WDim}], not [{string.Join(", ", ws.shape)}].", nameof(ws));
    }

    /// <summary>The convolutions up to a resolution, each with what reads a picture off it.</summary>
    private IReadOnlyList<(StyledConvolution Convolution, ToRgb? Rgb)> Steps(int resolution) =>
        [.. _blocks.TakeWhile(block => block.Resolution <= resolution).SelectMany(block => block.Convolutions.Select(
            (convolution, i) => (convolution, i == block.Convolutions.Count - 1 ? block.Rgb : null)))];

    /// <summary>The layers of one resolution.</summary>
    private sealed class Block : IDisposable
    {
        private readonly Tensor? _doubling;

        public Block(IReadOnlyDictionary<string, Tensor> tensors, int resolution, double? clamp, bool narrow)
        {
            string prefix = $"synthesis.b{resolution}";
            var last = new StyledConvolution(tensors, $"{prefix}.conv1", upsamples: false, clamp, narrow);
            Resolution = resolution;
            Convolutions = resolution == 4 ? [last] : [new StyledConvolution(tensors, $"{prefix}.conv0", upsamples: true, clamp, narrow), last];
            Rgb = new ToRgb(tensors, $"{prefix}.torgb", clamp);
            Device device = tensors[$"{prefix}.torgb.bias"].device;
            _doubling = resolution == 4 ? null : BlurUpsampling.Filter(3, device).DetachFromDisposeScope();
        }

        public int Resolution { get; }

        public IReadOnlyList<StyledConvolution> Convolutions { get; }

        public ToRgb Rgb { get; }

        public void Freeze()
        {
            foreach (StyledConvolution convolution in Convolutions)
            {
                convolution.Freeze();
            }
        }

        public void Thaw()
        {
            foreach (StyledConvolution convolution in Convolutions)
            {
                convolution.Thaw();
            }
        }

        public Tensor Picture(Tensor x, Tensor w, Tensor? smaller)
        {
            Tensor rgb = Rgb.Forward(x, w);
            return smaller is null ? rgb : rgb + BlurUpsampling.Double(smaller, _doubling!);
        }

        public void Dispose()
        {
            foreach (StyledConvolution convolution in Convolutions)
            {
                convolution.Dispose();
            }

            _doubling?.Dispose();
        }
    }
}
