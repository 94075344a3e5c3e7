using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MyStyle.Engine.Anchors;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Networks.Encoder;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tuning;
using static TorchSharp.torch;

namespace MyStyle.Engine.Workshop;

/// <summary>
/// The making of a person, step by step: anchors first, then the tuning, then everything the person's folder holds. Lives on
/// the engine thread.
/// </summary>
public sealed class Training : IDisposable
{
    /// <summary>The encoder's name that stands for none: anchors are optimised.</summary>
    public const string NoEncoder = "none";

    /// <summary>Passes between two checkpoints, where nobody says.</summary>
    public const int CheckpointPasses = 5;

    private const string CheckpointFile = "training.safetensors";
    private const int ThumbnailSize = 96;

    private readonly Toolbox _toolbox;
    private readonly LoadedPrior _prior;
    private readonly string? _encoder;
    private readonly ReconstructionLoss _loss;
    private readonly RowMatrix? _heldOutAnchors;
    private readonly Dictionary<string, string> _run;
    private readonly EarlyStopping? _stopping;
    private readonly double _heldOutBefore;

    private Training(Toolbox toolbox, LoadedPrior prior, string? encoder, TrainingPlan plan, RowMatrix anchors, RowMatrix? heldOutAnchors)
    {
        _toolbox = toolbox;
        _prior = prior;
        _encoder = encoder;
        _heldOutAnchors = heldOutAnchors;
        Plan = plan;
        Anchors = anchors;
        _loss = new ReconstructionLoss(toolbox.Perceptual, plan.Tuning.L2Weight);
        Images = [.. plan.Photos.Select(photo => photo.Image)];
        Before = ReconstructionMeter.OfAnchors(prior.Generator, anchors, Images, _loss, toolbox.Faces);
        _heldOutBefore = ProbeHeldOut() ?? double.NaN;
        _run = Identify();
        _stopping = plan.Patience is { } patience && plan.HeldOut.Count > 0 ? new EarlyStopping(patience) : null;
        Tuning = new TuningSession(prior.Generator, anchors, Images, _loss, plan.Tuning);
    }

    /// <summary>What this training makes of what.</summary>
    public TrainingPlan Plan { get; }

    /// <summary>The anchors, [N, dim W], in the photos' order.</summary>
    public RowMatrix Anchors { get; }

    /// <summary>The reference set's pictures, in order.</summary>
    public IReadOnlyList<RgbImage> Images { get; }

    /// <summary>How well the untuned prior renders the reference set.</summary>
    public ReconstructionFigures Before { get; }

    /// <summary>
    /// Photos that the tuned generator still renders far worse than the others, the worst first (A.2): candidates for leaving out.
    /// Known once <see cref="Finish"/> has measured them.
    /// </summary>
    public IReadOnlyList<string> WorstPhotos { get; private set; } = [];

    /// <summary>The tuning itself.</summary>
    public TuningSession Tuning { get; }

    /// <summary>Whether the held-out photos stopped getting better.</summary>
    public bool StoppedEarly { get; private set; }

    /// <summary>Whether there is nothing left to do but <see cref="Finish"/>.</summary>
    public bool IsFinished => StoppedEarly || Tuning.IsFinished;

    /// <summary>Loads the networks, finds the anchors and measures the untuned prior.</summary>
    /// <param name="toolbox">Where the networks come from.</param>
    /// <param name="prior">The prior, by catalogue name or path.</param>
    /// <param name="encoder">The encoder, by catalogue name or path; null takes the prior's bundled one, or optimises, as <see cref="NoEncoder"/> does.</param>
    /// <param name="plan">What to make.</param>
    /// <param name="anchorProgress">Told how many anchors are found.</param>
    /// <param name="cancellation">Stops between anchors.</param>
    /// <exception cref="EngineException">The photos do not fit the prior, or a network does not load.</exception>
    public static Training Prepare(
        Toolbox toolbox, string prior, string? encoder, TrainingPlan plan, IProgress<int>? anchorProgress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(toolbox);
        ArgumentNullException.ThrowIfNull(plan);
        LoadedPrior loaded = toolbox.LoadPrior(prior);
        int size = loaded.Reference.Resolution;
        if (plan.Photos.Count < 2)
        {
            throw new EngineException($"{plan.Photos.Count} photo(s) do not make a person: give at least 2, better about 100.");
        }

        if (plan.Photos.Concat(plan.HeldOut).FirstOrDefault(photo => photo.Image.Width != size || photo.Image.Height != size) is { } odd)
        {
            throw new EngineException(
                $"{odd.Name} is {odd.Image.Width}x{odd.Image.Height}; the prior {loaded.Reference.Name} makes {size}x{size}. Run 'mystyle align --size {size}' first.");
        }

        encoder = encoder == NoEncoder ? null : encoder ?? toolbox.EncoderFor(loaded.Reference);
        RowMatrix anchors = Invert([.. plan.Photos.Select(photo => photo.Image)], anchorProgress);
        RowMatrix? heldOut = plan.HeldOut.Count == 0
            ? null
            : Invert([.. plan.HeldOut.Select(photo => photo.Image)], null);
        return new Training(toolbox, loaded, encoder, plan, anchors, heldOut);

        RowMatrix Invert(IReadOnlyList<RgbImage> photos, IProgress<int>? progress)
        {
            if (encoder is null)
            {
                return AnchorInversion.Optimise(
                    loaded.Generator, photos, new ReconstructionLoss(toolbox.Perceptual), progress: progress, cancellation: cancellation);
            }

            WEncoder network = toolbox.LoadEncoder(encoder, loaded.Generator);
            return AnchorInversion.Encode(network, photos, toolbox.Device, progress, cancellation);
        }
    }

    /// <summary>One optimiser step of the tuning.</summary>
    public TuningStep Step()
    {
        TuningStep step = Tuning.Step();
        if (_stopping is not null && step.Step % Tuning.StepsPerPass == 0)
        {
            StoppedEarly = _stopping.ShouldStop(ProbeHeldOut()!.Value);
        }

        return step;
    }

    /// <summary>Mean perceptual distance of the held-out photos from their codes' renderings, with the weights as they are; null without any.</summary>
    public double? ProbeHeldOut() => _heldOutAnchors is null
        ? null
        : ReconstructionMeter.OfAnchors(_prior.Generator, _heldOutAnchors, [.. Plan.HeldOut.Select(photo => photo.Image)], _loss, faces: null).MeanLpips;

    /// <summary>Renders some anchors with the weights as they are.</summary>
    /// <param name="indices">Which photos.</param>
    public IReadOnlyList<RgbImage> Render(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return PersonalPrior.Render(
            _prior.Generator, [.. indices.Select(i => RowMatrix.Repeat(Anchors.Row(i), _prior.Generator.Architecture.LayerCount))]);
    }

    /// <summary>Writes a checkpoint into the person's folder.</summary>
    public void SaveCheckpoint(string folder)
    {
        Directory.CreateDirectory(folder);
        TuningCheckpoint.Save(Path.Combine(folder, CheckpointFile), Tuning, _run, _stopping?.State());
    }

    /// <summary>Continues from the folder's checkpoint; false if there is none.</summary>
    /// <exception cref="EngineException">It belongs to a training of other photos, another prior or other settings.</exception>
    public bool TryResume(string folder)
    {
        string path = Path.Combine(folder, CheckpointFile);
        if (!File.Exists(path))
        {
            return false;
        }

        IReadOnlyDictionary<string, string> state = TuningCheckpoint.Restore(path, Tuning, _run);
        if (_stopping is not null)
        {
            StoppedEarly = _stopping.Restore(state);
        }

        return true;
    }

    /// <summary>Whether a folder holds the checkpoint of an interrupted training.</summary>
    public static bool HasCheckpoint(string folder) => File.Exists(Path.Combine(folder, CheckpointFile));

    /// <summary>Removes the folder's checkpoint, once the person is saved, and the folder if nothing else is in it.</summary>
    public static void DeleteCheckpoint(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        File.Delete(Path.Combine(folder, CheckpointFile));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>Measures the tuned generator and puts the person together.</summary>
    public Person Finish()
    {
        ReconstructionFigures after = ReconstructionMeter.OfAnchors(_prior.Generator, Anchors, Images, _loss, _toolbox.Faces);
        WorstPhotos = AnchorReview.Outliers(
            Plan.Photos.Zip(after.Lpips).DistinctBy(item => item.First.Name).ToDictionary(item => item.First.Name, item => item.Second));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        TuningOptions tuning = Plan.Tuning;
        var manifest = new PersonManifest
        {
            Name = Plan.Name,
            Prior = _prior.Reference,
            Encoder = _encoder,
            PerceptualNetwork = _toolbox.PerceptualName,
            Hyperparameters = new Dictionary<string, double>
            {
                ["passes"] = Tuning.PassesDone,
                ["batchSize"] = tuning.BatchSize,
                ["learningRate"] = tuning.LearningRate,
                ["l2Weight"] = tuning.L2Weight,
                ["cosineSchedule"] = tuning.Schedule == LearningRateSchedule.Cosine ? 1 : 0,
                ["heldOutBefore"] = _heldOutBefore,
                ["heldOutAfter"] = ProbeHeldOut() ?? double.NaN,
            }.Where(entry => double.IsFinite(entry.Value)).ToDictionary(),
            Seed = (int)tuning.Seed,
            ComputePrecision = _toolbox.Precision.Name(),
            Precision = Plan.Precision,
            Versions = new Dictionary<string, string>
            {
                ["mystyle"] = typeof(Training).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
                ["torchsharp"] = typeof(Tensor).Assembly.GetName().Version?.ToString() ?? "",
            },
            CreatedUtc = now,
            UpdatedUtc = now,
            Before = Metrics(Before),
            After = Metrics(after),
            Photos = [.. Plan.Photos.Select(photo => new PersonPhoto(photo.Name, photo.Sha256))],
            HeldOut = [.. Plan.HeldOut.Select(photo => new PersonPhoto(photo.Name, photo.Sha256))],
        };
        return new Person
        {
            Manifest = manifest,
            Generator = _prior.Generator.ToWeights(),
            Anchors = [.. Enumerable.Range(0, Anchors.Rows).Select(row => Array.ConvertAll(Anchors.Row(row).ToArray(), value => (float)value))],
            Embeddings = [.. _toolbox.Faces.EmbedAligned(Images)],
            EmbeddingModel = _toolbox.Faces.Embedder.Model.Name,
            Thumbnails = Images.Select((image, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"{i:D4}.jpg"), image))
                .ToDictionary(item => item.Name, item => Thumbnail(item.image)),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tuning.Dispose();
        _prior.Generator.Dispose();
    }

    private static byte[] Thumbnail(RgbImage image) =>
        ImageWriter.EncodeJpeg(Resampler.Resize(image, ThumbnailSize, ThumbnailSize), 85);

    private PersonMetrics Metrics(ReconstructionFigures figures) =>
        new(figures.MeanLpips, _toolbox.PerceptualName, figures.MeanL2, figures.MeanIdentity);

    /// <summary>What a continued run must have in common with the one that was interrupted.</summary>
    private Dictionary<string, string> Identify()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NamedPhoto photo in Plan.Photos)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(photo.Name + "\n"));
            hash.AppendData(photo.Image.Pixels);
        }

        TuningOptions tuning = Plan.Tuning;
        return new Dictionary<string, string>
        {
            ["prior"] = _prior.Reference.Sha256,
            ["photos"] = Convert.ToHexStringLower(hash.GetHashAndReset()),
            ["encoder"] = _encoder ?? NoEncoder,
            ["perceptual network"] = _toolbox.PerceptualName,
            ["precision"] = _toolbox.Precision.Name(),
            ["settings"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{tuning.Passes} passes, batch {tuning.BatchSize}, rate {tuning.LearningRate} {tuning.Schedule}, L2 {tuning.L2Weight}, seed {tuning.Seed}"),
        };
    }
}
