using MyStyle.Engine.Curation;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.People;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Works;

/// <summary>Makes a person.</summary>
internal sealed class TrainWork(TrainOrder order, WorkContext context) : StepwiseWork(context)
{
    /// <summary>Folder of the person inside the output folder.</summary>
    public const string PersonName = "person";

    private const double FrameShare = 0.05;
    private const double ProbeShare = 0.08;
    private const int LeastProbes = 8;

    /// <summary>From this share of the run on, a photo that is far worse than the others is worth a word.</summary>
    private const double Late = 2.0 / 3;

    private readonly CostBudget _frames = new(FrameShare);
    private readonly CostBudget _probes = new(ProbeShare);
    private Training? _training;
    private int[] _wall = [];
    private float[][] _faces = [];
    private int _nextPlace;
    private int _probedPass;

    public override bool IsShort => false;

    /// <inheritdoc/>
    public override void Keep()
    {
        if (_training is { Tuning.StepsTaken: > 0 } training)
        {
            training.SaveCheckpoint(order.CheckpointFolder);
            Context.Tell(new CheckpointUpdate(training.Tuning.StepsTaken));
        }
    }

    protected override IEnumerable<bool> Run()
    {
        TrainingPlan plan = Plan();
        yield return true;
        Context.Tell(new PhaseUpdate("Loading the prior"));
        yield return true;
        using (var preparation = new TrainingPreparation(Context.Toolbox, order.Prior, order.Encoder, plan))
        {
            while (!preparation.IsFinished)
            {
                preparation.Step();
                Context.Tell(new PhaseUpdate("Finding anchors", preparation.Found, plan.Photos.Count));
                yield return true;
            }

            _training = preparation.Complete(Context.Progress("Measuring the prior", plan.Photos.Count));
        }

        using (_training)
        {
            ShowWall(_training);
            if (_training.TryResume(order.CheckpointFolder))
            {
                Context.Tell(new CheckpointUpdate(_training.Tuning.StepsTaken));
            }

            yield return true;
            while (!_training.IsFinished)
            {
                TakeStep(_training);
                yield return true;
            }

            Context.Tell(new FinishedUpdate(Finish(_training)));
        }
    }

    private TrainingPlan Plan()
    {
        IProgress<int> progress = Context.Progress("Reading photos", order.Photos.Count + order.HeldOut.Count);
        int read = 0;
        return new TrainingPlan
        {
            Name = order.Name,
            Photos = [.. order.Photos.Select(Read)],
            HeldOut = [.. order.HeldOut.Select(Read)],
            Patience = order.Patience,
            Tuning = new TuningOptions
            {
                Passes = order.Passes,
                BatchSize = order.BatchSize,
                LearningRate = order.LearningRate,
                L2Weight = order.L2Weight,
                Seed = order.Seed,
            },
        };

        NamedPhoto Read(PhotoFile photo)
        {
            var named = new NamedPhoto(photo.Name, ImageFile.Read(photo.Path), photo.Sha256);
            progress.Report(++read);
            return named;
        }
    }

    /// <summary>Before any checkpoint is read, while the weights are still the prior's.</summary>
    private void ShowWall(Training training)
    {
        int places = Math.Clamp(order.Wall, 0, training.Images.Count);
        _wall = [.. Enumerable.Range(0, places).Select(place => (int)((place + 0.5) * training.Images.Count / places))];
        IReadOnlyList<RgbImage> before = training.Render(_wall);
        for (int place = 0; place < places; place++)
        {
            Context.Tell(new WallUpdate(
                place, NameOf(training, place), FrameEncoder.Encode(training.Images[_wall[place]]), FrameEncoder.Encode(before[place])));
        }

        foreach (int[] batch in _wall.Chunk(4))
        {
            _faces = [.. _faces, .. Context.Toolbox.Faces.EmbedAligned([.. batch.Select(i => training.Images[i])])];
            Context.Breath.Report(0);
        }

        if (places > 0)
        {
            double? identity = training.Before.Identity.Count == 0 ? null : _wall.Average(i => training.Before.Identity[i]);
            double? heldOut = training.Plan.HeldOut.Count == 0 ? null : training.HeldOutBefore;
            Context.Tell(new ProbeUpdate(0, _wall.Average(i => training.Before.Lpips[i]), identity, heldOut, []));
        }
    }

    private void TakeStep(Training training)
    {
        long start = Context.Bench.Time.GetTimestamp();
        TuningStep step = training.Step();
        TimeSpan elapsed = Context.Bench.Time.GetElapsedTime(start);
        _frames.Earn(elapsed);
        _probes.Earn(elapsed);
        Context.Tell(new StepUpdate(step.Step, step.TotalSteps, step.Loss, step.Lpips, step.L2, step.Pass));
        int perPass = training.Tuning.StepsPerPass;
        bool endsPass = step.Step % perPass == 0;
        if (endsPass && training.Tuning.PassesDone % Math.Max(1, order.CheckpointPasses) == 0 && !training.IsFinished)
        {
            training.SaveCheckpoint(order.CheckpointFolder);
            Context.Tell(new CheckpointUpdate(step.Step));
        }

        if (endsPass && !training.IsFinished && _wall.Length > 0 && (_probes.Allows || IsProbeOverdue(training)))
        {
            Probe(training);
        }
        else if (_frames.Allows && _wall.Length > 0)
        {
            ShowFrame(training);
        }
    }

    private bool IsProbeOverdue(Training training) =>
        training.Tuning.PassesDone - _probedPass >= Math.Max(1, order.Passes / LeastProbes);

    private void ShowFrame(Training training)
    {
        long start = Context.Bench.Time.GetTimestamp();
        int place = _nextPlace++ % _wall.Length;
        RgbImage picture = training.Render([_wall[place]])[0];
        Context.Tell(Frame(training, place, picture, null, null));
        _frames.Pay(Context.Bench.Time.GetElapsedTime(start));
    }

    /// <summary>Renders the whole wall and measures it: frames and figures in one.</summary>
    private void Probe(Training training)
    {
        long start = Context.Bench.Time.GetTimestamp();
        TimeSpan others = TimeSpan.Zero;
        var lpips = new List<double>();
        var identity = new List<double>();
        foreach (int[] places in Enumerable.Range(0, _wall.Length).Chunk(4))
        {
            int[] photos = [.. places.Select(place => _wall[place])];
            IReadOnlyList<RgbImage> pictures = training.Render(photos);
            ReconstructionFigures figures = training.Compare(photos, pictures);
            IReadOnlyList<float[]> faces = Context.Toolbox.Faces.EmbedAligned(pictures);
            for (int i = 0; i < places.Length; i++)
            {
                lpips.Add(figures.Lpips[i]);
                identity.Add(FaceEmbedder.Cosine(_faces[places[i]], faces[i]));
                Context.Tell(Frame(training, places[i], pictures[i], lpips[^1], identity[^1]));
            }

            long pause = Context.Bench.Time.GetTimestamp();
            Context.Breath.Report(0);
            others += Context.Bench.Time.GetElapsedTime(pause);
        }

        double? heldOut = training.ProbeHeldOut(Context.Breath);
        Context.Tell(new ProbeUpdate(training.Tuning.StepsTaken, lpips.Average(), identity.Average(), heldOut, Worst(training, lpips)));
        _probes.Pay(Context.Bench.Time.GetElapsedTime(start) - others);
        _probedPass = training.Tuning.PassesDone;
    }

    private IReadOnlyList<string> Worst(Training training, List<double> lpips) =>
        training.Tuning.StepsTaken < Late * training.Tuning.TotalSteps
            ? []
            : AnchorReview.Outliers(Enumerable.Range(0, _wall.Length)
                .DistinctBy(place => NameOf(training, place)).ToDictionary(place => NameOf(training, place), place => lpips[place]));

    private FrameUpdate Frame(Training training, int place, RgbImage picture, double? lpips, double? identity) => new(
        place, NameOf(training, place), training.Tuning.StepsTaken, FrameEncoder.Encode(picture), lpips, identity, null, null, []);

    private string NameOf(Training training, int place) => training.Plan.Photos[_wall[place]].Name;

    private TrainOutcome Finish(Training training)
    {
        if (_wall.Length > 0)
        {
            Probe(training);
        }

        Person person = training.Finish(Context.Progress("Measuring the result", training.Images.Count, stops: false));
        Context.Tell(new PhaseUpdate("Writing the person"));
        string folder = Path.Combine(order.OutputFolder, PersonName);
        PersonFolder.Save(folder, person);
        Training.DeleteCheckpoint(order.CheckpointFolder);
        PersonMetrics before = person.Manifest.Before!, after = person.Manifest.After!;
        return new TrainOutcome(folder, before.Perceptual, after.Perceptual, before.Identity, after.Identity, training.WorstPhotos);
    }
}
