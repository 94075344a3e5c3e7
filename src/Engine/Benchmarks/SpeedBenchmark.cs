using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Workshop;
using static TorchSharp.torch;

namespace MyStyle.Engine.Benchmarks;

/// <summary>
/// Measures what the product spends its time on, part by part and as whole steps, through the product's own classes. Lives on the
/// engine thread.
/// </summary>
public sealed class SpeedBenchmark
{
    private const int Seed = 7;
    private const int DistinctPhotos = 8;
    private const int JpegQuality = 85;
    private const double Beta = 0.02;

    private readonly Toolbox _toolbox;
    private readonly BenchmarkOptions _options;
    private readonly RandomNetworks _networks = new(Seed);
    private readonly BenchmarkClock _clock;
    private readonly GeneratorWeights _weights;
    private readonly ReconstructionLoss _loss;
    private readonly double _gigaOperations;

    /// <summary>Makes the networks.</summary>
    /// <param name="toolbox">Says where to run, how exactly, and with which face networks.</param>
    /// <param name="options">What to measure.</param>
    /// <param name="cancellation">Stops between two runs.</param>
    public SpeedBenchmark(Toolbox toolbox, BenchmarkOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(toolbox);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Parts.FirstOrDefault(part => !Parts.Contains(part)) is { } unknown)
        {
            throw new EngineException($"There is nothing called '{unknown}' to measure. There are {string.Join(", ", Parts)}.");
        }

        _toolbox = toolbox;
        _options = options;
        _clock = new BenchmarkClock(toolbox.Device, options, cancellation);
        _weights = options.Prior ?? _networks.Generator(options.Resolution);
        _loss = new ReconstructionLoss(_networks.Perceptual(toolbox.Device));
        _gigaOperations = 2 * RandomNetworks.GigaMultiplyAdds(_weights.Architecture);
    }

    /// <summary>What can be measured.</summary>
    public static IReadOnlyList<string> Parts { get; } =
        ["limits", "mapping", "forward", "backward", "perceptual", "optimiser", "tuning", "projection", "scrub", "hull", "curation", "engines"];

    private int Resolution => _weights.Architecture.Resolution;

    /// <summary>Measures, part by part.</summary>
    /// <param name="progress">Told each part before it begins.</param>
    public BenchmarkReport Run(IProgress<string>? progress = null)
    {
        DateTimeOffset started = TimeProvider.System.GetUtcNow();
        foreach (string part in Parts.Where(part => _options.Parts.Count == 0 || _options.Parts.Contains(part)))
        {
            progress?.Report(part);
            Measure(part);
        }

        using var process = System.Diagnostics.Process.GetCurrentProcess();
        EngineDevice device = _toolbox.Device.type == TorchSharp.DeviceType.CUDA ? EngineDevice.Cuda(_toolbox.Device.index) : EngineDevice.Cpu;
        return new BenchmarkReport
        {
            StartedUtc = started,
            Machine = MachineName.Describe(device),
            Device = device.ToString(),
            LibTorch = TorchRuntime.Info?.Version ?? "unknown",
            Precision = _toolbox.Precision.Name(),
            Kernels = OwnKernels.Describe(_toolbox.Device),
            Threads = get_num_threads(),
            Resolution = Resolution,
            Anchors = _options.Anchors,
            Parameters = _weights.Tensors.Where(entry => StyleGenerator.IsTuned(entry.Key)).Sum(entry => entry.Value.Count),
            GigaMultiplyAdds = _gigaOperations / 2,
            Items = _clock.Items,
            PeakMemory = process.PeakWorkingSet64,
            DeviceMemory = device.IsCuda && CudaDriver.Memory() is { } memory ? memory.Total - memory.Free : null,
        };
    }

    private void Measure(string part)
    {
        switch (part)
        {
            case "limits":
                DeviceLimits.Measure(_clock, _toolbox.Device, _toolbox.Precision);
                break;
            case "perceptual":
                Perceptual();
                break;
            case "backward" or "optimiser" or "tuning":
                Trained(part);
                break;
            case "mapping" or "forward" or "projection" or "scrub":
                Frozen(part);
                break;
            case "hull":
                HullBenchmark.Measure(_clock, new AnchorHull(RandomAnchors()), _weights.Architecture.LayerCount, Beta);
                break;
            case "curation" when _options.Photos is { } photos:
                CurationBenchmark.Measure(_clock, _toolbox.Faces, photos);
                break;
            case "engines" when _options.Devices.Count > 1:
                RgbImage[] shared = RandomPhotos();
                foreach (int batch in _options.Batches)
                {
                    EnginesBenchmark.Measure(_clock, _options, _options.Devices, batch, device => TuningOn(device, shared, batch));
                }

                break;
            default:
                break;
        }
    }

    private (TuningSession Session, IDisposable Generator) TuningOn(EngineDevice device, RgbImage[] photos, int batch)
    {
        var generator = new StyleGenerator(_weights, device.ToTorch(), _toolbox.Precision);
        var loss = new ReconstructionLoss(new RandomNetworks(Seed).Perceptual(device.ToTorch()));
        return (new TuningSession(generator, RandomAnchors(), photos, loss, Endless(batch)), generator);
    }

    private TuningOptions Endless(int batch) =>
        new() { BatchSize = batch, Passes = int.MaxValue / (_options.Anchors + 1), LearningRate = 1e-6 };

    private void Perceptual()
    {
        foreach (int batch in _options.Batches)
        {
            using var scope = NewDisposeScope();
            ReconstructionTarget target = _loss.Prepare(Pictures(batch));
            Tensor images = Pictures(batch).requires_grad_();
            _clock.Measure("perceptual network, features of the target", batch, () => _loss.Prepare(target.Images));
            _clock.Measure("perceptual network, forward and backward", batch, () => _loss.Compare(images, target).Total.sum().backward());
        }
    }

    private void Trained(string part)
    {
        using var generator = new StyleGenerator(_weights, _toolbox.Device, _toolbox.Precision);
        if (part == "tuning")
        {
            foreach (int batch in _options.Batches)
            {
                using var session = new TuningSession(generator, RandomAnchors(), RandomPhotos(), _loss, Endless(batch));
                _clock.Measure("tuning step", Math.Min(batch, _options.Anchors), () => session.Step());
            }

            return;
        }

        generator.Parameters.TrackGradients();
        if (part == "optimiser")
        {
            using var adam = new FlatAdam(generator.Parameters.Values, generator.Parameters.Gradients!);
            _clock.Measure("optimiser step", 1, () => adam.Step(1e-6));
            return;
        }

        foreach (int batch in _options.Batches)
        {
            using var scope = NewDisposeScope();
            Tensor ws = generator.Broadcast(RandomCodes(batch));
            // The backward pass convolves twice: towards the inputs and towards the weights.
            _clock.Measure("synthesis, forward and backward", batch, () => ThereAndBack(generator.Synthesis.Begin(ws)), 3 * batch * _gigaOperations);
        }
    }

    private static void ThereAndBack(SynthesisPass pass)
    {
        pass.Images.mean().backward();
        pass.Backward();
    }

    private void Frozen(string part)
    {
        using var generator = new StyleGenerator(_weights, _toolbox.Device, _toolbox.Precision);
        generator.Synthesis.Freeze();
        switch (part)
        {
            case "scrub":
                Scrub(generator);
                return;
            case "projection":
                Project(generator);
                return;
        }

        using IDisposable noGrad = no_grad();
        foreach (int batch in _options.Batches)
        {
            using var scope = NewDisposeScope();
            Tensor z = randn(batch, _weights.Architecture.ZDim, device: _toolbox.Device);
            Tensor ws = generator.Broadcast(RandomCodes(batch));
            if (part == "mapping")
            {
                _clock.Measure("mapping", batch, () => generator.Mapping!.Forward(z));
            }
            else
            {
                _clock.Measure("synthesis, forward", batch, () => generator.Synthesis.Forward(ws), batch * _gigaOperations);
            }
        }
    }

    private void Project(StyleGenerator generator)
    {
        using var scope = NewDisposeScope();
        var hull = new AnchorHull(RandomAnchors());
        using var session = new ProjectionSession(
            generator, hull, Pictures(1), new NoDegradation(), _loss, new ProjectionOptions { Beta = Beta, Steps = int.MaxValue, LearningRate = 1e-4 });
        _clock.Measure("projection step", 1, () => session.Step());
    }

    private void Scrub(StyleGenerator generator)
    {
        int layers = _weights.Architecture.LayerCount;
        using var renderer = new FrameRenderer(generator);
        RgbImage frame = renderer.Render(new RowMatrix(layers, _weights.Architecture.WDim));
        foreach ((string name, int from, int? side) in ((string, int, int?)[])
            [("all layers", 0, null), ("the later half of the layers", layers / 2, null), ("all layers, half size", 0, Resolution / 2)])
        {
            RowMatrix code = RowMatrix.Repeat(RandomAnchors().Row(0), layers);
            void Move()
            {
                for (int row = from; row < layers; row++)
                {
                    code[row, 0] += 1e-3;
                }
            }

            _clock.Measure($"frame, {name}", 1, () => frame = renderer.Render(code, side, frame), prepare: Move);
            _clock.Measure($"frame to JPEG, {name}", 1, () => Preview.Encode(frame = renderer.Render(code, side, frame), JpegQuality), prepare: Move);
        }

        _clock.Measure("JPEG of a frame, half size", 1, () => Preview.Encode(frame, JpegQuality));
    }

    private Tensor RandomCodes(int batch) => randn(batch, _weights.Architecture.WDim, device: _toolbox.Device);

    private Tensor Pictures(int batch) => rand(batch, 3, Resolution, Resolution, device: _toolbox.Device) * 2 - 1;

    private RowMatrix RandomAnchors()
    {
        // The spectrum decays, as that of W codes does.
        var random = new PortableRandom(Seed);
        var anchors = new RowMatrix(_options.Anchors, _weights.Architecture.WDim);
        for (int i = 0; i < anchors.Values.Length; i++)
        {
            anchors.Values[i] = random.NextBell() * 3 / (1 + (i % anchors.Columns / 60.0));
        }

        return anchors;
    }

    private RgbImage[] RandomPhotos()
    {
        using var scope = NewDisposeScope();
        RgbImage[] distinct = [.. ImageTensors.ToImages(Pictures(Math.Min(DistinctPhotos, _options.Anchors)))];
        return [.. Enumerable.Range(0, _options.Anchors).Select(i => distinct[i % distinct.Length])];
    }
}
