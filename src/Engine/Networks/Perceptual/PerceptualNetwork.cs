using MyStyle.Engine.Networks.Perceptual.Fused;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Networks.Perceptual;

/// <summary>
/// LPIPS v0.1 (Zhang et al. 2018) over AlexNet, SqueezeNet or VGG16, and any network of the same form: which one, and how
/// wide, is read from the weights.
/// </summary>
/// <remarks>
/// The distance is the sum over taps of the spatial mean of the weighted squared difference of unit-normalised features. All
/// weights are non-negative, so their roots are folded into the features and a target's features can be computed once and kept.
/// </remarks>
public sealed class PerceptualNetwork
{
    // sqrt has an infinite slope at zero and an all-zero feature vector is common: the tiny constant inside keeps 0 * inf out of
    // the gradient without changing any value that float32 can tell apart.
    internal const double InsideRoot = 1e-20;
    internal const double OutsideRoot = 1e-10;

    private static readonly float[] Shift = [-.030f, -.088f, -.188f];
    private static readonly float[] Scale = [.458f, .448f, .450f];

    private readonly IPerceptualBackbone _backbone;
    private readonly Tensor[] _roots;
    private readonly Tensor _shift;
    private readonly Tensor _scale;
    private readonly ITapKernels? _kernels;

    private PerceptualNetwork(IPerceptualBackbone backbone, Tensor[] roots, Device device, ITapKernels? kernels)
    {
        _kernels = kernels;
        _backbone = backbone;
        _roots = roots;
        _shift = tensor(Shift, [1, 3, 1, 1], device: device).DetachFromDisposeScope();
        _scale = tensor(Scale, [1, 3, 1, 1], device: device).DetachFromDisposeScope();
    }

    /// <summary>The backbone: <c>alex</c>, <c>squeeze</c> or <c>vgg</c>.</summary>
    public string Backbone => _backbone.Name;

    /// <summary>The smallest side, in pixels, the network can look at.</summary>
    public int MinimumSize => _backbone.MinimumSize;

    /// <summary>Builds the network.</summary>
    /// <param name="file">Tensors <c>features.*</c> and <c>linK.model.1.weight</c>.</param>
    /// <param name="device">Where to run.</param>
    public static PerceptualNetwork Load(WeightFile file, Device device) => Load(file, device, CudaTapKernels.For(device));

    /// <summary>Builds the network over kernels of the caller's choice; null leaves everything to libtorch and its gradients.</summary>
    internal static PerceptualNetwork Load(WeightFile file, Device device, ITapKernels? kernels)
    {
        ArgumentNullException.ThrowIfNull(file);
        IPerceptualBackbone backbone = PerceptualBackbones.Recognise(file, device);
        var roots = new List<Tensor>();
        while (file.Tensors.TryGetValue($"lin{roots.Count}.model.1.weight", out StoredTensor? lin))
        {
            roots.Add(lin.ToTensor(device).clamp_(0).sqrt_().DetachFromDisposeScope());
        }

        return new PerceptualNetwork(backbone, [.. roots], device, kernels);
    }

    /// <summary>The features of pictures, ready to be compared.</summary>
    /// <param name="images">[B, 3, H, W] in [-1, 1].</param>
    public PerceptualFeatures Encode(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new([.. Taps(images).Select((tap, i) => Normalise(tap, _roots[i]))]);
    }

    /// <summary>The distance of pictures from a target.</summary>
    /// <param name="images">[B, 3, H, W] in [-1, 1].</param>
    /// <param name="target">Features of B pictures of the same size, or of one.</param>
    /// <returns>[B]</returns>
    public Tensor Distance(Tensor images, PerceptualFeatures target)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(target);
        if (_kernels is null || !target.Taps.All(tap => _kernels.Takes(tap.shape[1])))
        {
            return Distance(Encode(images), target);
        }

        IReadOnlyList<Tensor> taps = Taps(images);
        CheckShapes(taps, target);
        bool wantsGradient = images.requires_grad && is_grad_enabled();
        (Tensor Distance, Tensor? Gradient)[] found = [.. taps.Select((tap, i) => _kernels.Compare(tap, _roots[i], target.Taps[i], wantsGradient))];
        Tensor distance = found.Select(tap => tap.Distance).Aggregate((sum, tap) => sum + tap);
        if (!wantsGradient)
        {
            return distance;
        }

        // The kernels know the gradients: a sum of products with them has those gradients, and then it only has to have the value as well.
        Tensor carrier = found.Select((tap, i) => (taps[i] * tap.Gradient!).sum([1, 2, 3])).Aggregate((sum, tap) => sum + tap);
        return carrier + (distance - carrier).detach();
    }

    /// <summary>The distance between two sets of features.</summary>
    /// <returns>[B]</returns>
    public static Tensor Distance(PerceptualFeatures features, PerceptualFeatures target)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(target);
        return TapDistances(features, target).Aggregate((sum, tap) => sum + tap);
    }

    /// <summary>The terms of the distance, one [B] a tap.</summary>
    public static IReadOnlyList<Tensor> TapDistances(PerceptualFeatures features, PerceptualFeatures target)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(target);
        return [.. features.Taps.Zip(target.Taps, TapDistance)];
    }

    /// <summary>One term of the distance, [B].</summary>
    internal static Tensor TapDistance(Tensor features, Tensor target) => (features - target).square().sum([1]).mean([1, 2]);

    /// <summary>What a tap gave, unit-normalised over channels and weighted.</summary>
    internal static Tensor Normalise(Tensor tap, Tensor roots) =>
        tap / ((tap.square().sum([1], keepdim: true) + InsideRoot).sqrt() + OutsideRoot) * roots;

    /// <summary>libtorch's operations find by themselves what does not fit; a kernel would read on past the end.</summary>
    private void CheckShapes(IReadOnlyList<Tensor> taps, PerceptualFeatures target)
    {
        for (int i = 0; i < taps.Count; i++)
        {
            long[] own = taps[i].shape, other = target.Taps[i].shape;
            if (_roots[i].shape[1] != own[1] || !other.AsSpan(1).SequenceEqual(own.AsSpan(1)) || (other[0] != 1 && other[0] != own[0]))
            {
                throw new ArgumentException(
                    $"Features [{string.Join(", ", own)}] cannot be compared with a target [{string.Join(", ", other)}] by {_roots[i].shape[1]} weights.", nameof(target));
            }
        }
    }

    private IReadOnlyList<Tensor> Taps(Tensor images) => _backbone.Forward((images - _shift) / _scale);
}
