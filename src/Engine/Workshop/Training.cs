using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
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
    private const int DescriptionBatch = 8;

    private readonly Toolbox _toolbox;
    private readonly LoadedPrior _prior;
    private readonly string? _encoder;
    private readonly ReconstructionLoss _loss;
    private readonly RowMatrix? _heldOutAnchors;
    private readonly Dictionary<string, string> _run;
    private readonly EarlyStopping? _stopping;

    /// <param name="toolbox">Where the networks come from.</param>
    /// <param name="prior">Belongs to the training from here on, unless this throws.</param>
    /// <param name="encoder">What the anchors came from; null if they were optimised.</param>
    /// <param name="plan">What to make.</param>
    /// <param name="anchors">[N, dim W]</param>
    /// <param name="heldOutAnchors">The same of the held-out photos; null without any.</param>
    /// <param name="progress">Told between batches while the untuned prior is measured.</param>
    internal Training(
        Toolbox toolbox, LoadedPrior prior, string? encoder, TrainingPlan plan, RowMatrix anchors, RowMatrix? heldOutAnchors,
        IProgress<int>? progress = null)
    {
        _toolbox = toolbox;
        _prior = prior;
        _encoder = encoder;
        _heldOutAnchors = heldOutAnchors;
        Plan = plan;
        Anchors = anchors;
        _loss = new ReconstructionLoss(toolbox.Perceptual, plan.Tuning.L2Weight);
        Images = [.. plan.Photos.Select(photo => photo.Image)];
        Before = ReconstructionMeter.OfAnchors(prior.Generator, anchors, Images, _loss, toolbox.Faces, progress);
        HeldOutBefore = ProbeHeldOut(progress) ?? double.NaN;
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

    /// <summary>Mean perceptual distance of the held-out photos with the untuned prior; not a number without any.</summary>
    public double HeldOutBefore { get; }

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
        using var preparation = new TrainingPreparation(toolbox, prior, encoder, plan);
        while (!preparation.IsFinished)
        {
            cancellation.ThrowIfCancellationRequested();
            int found = preparation.Found;
            preparation.Step();
            if (preparation.Found > found)
            {
                anchorProgress?.Report(preparation.Found);
            }
        }

        return preparation.Complete();
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
    /// <param name="progress">Told between batches.</param>
    public double? ProbeHeldOut(IProgress<int>? progress = null) => _heldOutAnchors is null
        ? null
        : ReconstructionMeter.OfAnchors(
            _prior.Generator, _heldOutAnchors, [.. Plan.HeldOut.Select(photo => photo.Image)], _loss, faces: null, progress).MeanLpips;

    /// <summary>How far renderings of some anchors are from their photos; identity is left out.</summary>
    /// <param name="indices">Which photos.</param>
    /// <param name="renderings">What <see cref="Render"/> made of them.</param>
    public ReconstructionFigures Compare(IReadOnlyList<int> indices, IReadOnlyList<RgbImage> renderings) =>
        ReconstructionMeter.Compare(renderings, [.. indices.Select(i => Images[i])], _loss, faces: null, _prior.Generator.Device);

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
    /// <param name="progress">Told between batches while it measures.</param>
    public Person Finish(IProgress<int>? progress = null)
    {
        ReconstructionFigures after = ReconstructionMeter.OfAnchors(_prior.Generator, Anchors, Images, _loss, _toolbox.Faces, progress);
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
                ["heldOutBefore"] = HeldOutBefore,
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
            Embeddings = [.. Describe(progress)],
            EmbeddingModel = _toolbox.Faces.Embedder.Model.Name,
            Thumbnails = Images.Select((image, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"{i:D4}.jpg"), image))
                .ToDictionary(item => item.Name, item => ImageWriter.EncodeJpeg(Resampler.Resize(item.image, ThumbnailSize, ThumbnailSize), 85)),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tuning.Dispose();
        _prior.Generator.Dispose();
    }

    private IEnumerable<float[]> Describe(IProgress<int>? progress)
    {
        foreach (RgbImage[] batch in Images.Chunk(DescriptionBatch))
        {
            progress?.Report(batch.Length);
            foreach (float[] embedding in _toolbox.Faces.EmbedAligned(batch))
            {
                yield return embedding;
            }
        }
    }

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
