using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Models;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle train --images DIR --out PERSON</c>: anchors, tuning, and everything a person is (3.1).</summary>
internal static class TrainVerb
{
    private const string Auto = "auto";
    private const string Never = "never";

    private static readonly TuningOptions Defaults = new();

    private static readonly Option<string> Images = new("--images", "-i")
    {
        Description = "A folder of photos of one person; about a hundred are best.",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<string> Out = new("--out", "-o") { Description = "The person: a folder or a .mystyle file.", HelpName = "PERSON", Required = true };

    private static readonly Option<string?> Name = new("--name") { Description = "The person's name [default: that of PERSON].", HelpName = "NAME" };

    private static readonly Option<string> Prior = new("--prior")
    {
        Description = "The generator to start from: a name of 'mystyle models list' or a file.",
        HelpName = "P",
        DefaultValueFactory = _ => ModelCatalogue.DemoPrior,
    };

    private static readonly Option<string?> Encoder = new("--encoder")
    {
        Description = $"The W encoder: a name, a file, or {Training.NoEncoder} to optimise the anchors [default: the prior's].",
        HelpName = "E",
    };

    private static readonly Option<int> Passes = Number("--passes", "How often every photo is visited.", Defaults.Passes);
    private static readonly Option<int> Batch = Number("--batch", "Photos a step.", Defaults.BatchSize);
    private static readonly Option<double> Rate = Number("--lr", "Adam's step size.", Defaults.LearningRate);
    private static readonly Option<double> L2 = Number("--l2", "Weight of the pixel term.", Defaults.L2Weight);
    private static readonly Option<int> HoldOut = Number("--hold-out", "Photos kept out of the tuning to judge it by.", 0);
    private static readonly Option<int> CheckpointEvery = Number("--checkpoint-every", "Passes between two checkpoints.", Training.CheckpointPasses);

    private static readonly Option<int?> Patience = new("--patience")
    {
        Description = "End after this many passes without progress on the held-out photos [default: never].",
        HelpName = "N",
    };

    private static readonly Option<string> Align = CreateAlign();
    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on from the checkpoint of an interrupted training." };
    private static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace a person or a checkpoint that is there already." };
    private static readonly Option<bool> Float32 = new("--float32") { Description = "Keep the weights in single rather than half precision." };

    public static Command Create()
    {
        var train = new Command("train", "Make a person of a folder of photos.");
        foreach (Option option in (Option[])
            [Images, Out, Name, Prior, Encoder, Passes, Batch, Rate, L2, HoldOut, Patience, Align, CheckpointEvery, Resume, Overwrite, Float32])
        {
            train.Options.Add(option);
        }

        return train.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        RequirePositive(context);
        string path = context.Require(Out);
        PersonTarget.RequirePossible(path);
        bool hasCheckpoint = Training.HasCheckpoint(PersonTarget.CheckpointFolder(path));
        if (PersonTarget.IsTaken(path) && !context.Get(Overwrite) && !(context.Get(Resume) && hasCheckpoint))
        {
            throw new EngineException($"{path} is a person already. Give another --out, or --overwrite to train anew and replace it.");
        }

        if (hasCheckpoint && !context.Get(Resume) && !context.Get(Overwrite))
        {
            throw new EngineException($"{path} holds an interrupted training. Go on with --resume, or start anew with --overwrite.");
        }

        return context.OnEngineAsync(toolbox => Run(context, toolbox, path));
    }

    private static object Run(VerbContext context, Toolbox toolbox, string path)
    {
        var clock = Stopwatch.StartNew();
        PhotoSet set = ReadPhotos(context, toolbox);
        TrainingPlan plan = Plan(context, set, path);
        using Training training = context.Reporter.Progress(
            "Finding anchors", plan.Photos.Count, ProgressUnit.Photos,
            bar => Training.Prepare(toolbox, context.Require(Prior), context.Get(Encoder), plan, bar.Counts(), context.Cancellation));
        string folder = PersonTarget.CheckpointFolder(path);
        if (context.Get(Resume))
        {
            context.Reporter.Say(training.TryResume(folder)
                ? $"Going on from step {training.Tuning.StepsTaken}."
                : $"There is no checkpoint in {folder}, so the training starts at the beginning.");
        }

        long resumedAt = training.Tuning.StepsTaken;
        Tune(context, training, folder);
        Person person = training.Finish();
        PersonFolder.Save(path, person);
        Training.DeleteCheckpoint(folder);

        PersonManifest manifest = person.Manifest;
        CultureInfo culture = CultureInfo.InvariantCulture;
        context.Reporter.Say(string.Create(
            culture,
            $"{manifest.Name}: {manifest.Photos.Count} photos, distance {manifest.Before!.Perceptual:0.000} to {manifest.After!.Perceptual:0.000} ({toolbox.PerceptualName}), ID {manifest.Before.Identity:0.000} to {manifest.After.Identity:0.000}. Wrote {path}."));
        if (training.WorstPhotos.Count > 0)
        {
            context.Reporter.Say($"Rendered far worse than the others, look at them again: {string.Join(", ", training.WorstPhotos)}.");
        }

        return new
        {
            person = path,
            anchors = manifest.Photos.Count,
            passes = training.Tuning.PassesDone,
            steps = training.Tuning.StepsTaken,
            resumedAt,
            lpipsBefore = manifest.Before.Perceptual,
            lpipsAfter = manifest.After.Perceptual,
            l2Before = manifest.Before.L2,
            l2After = manifest.After.L2,
            idBefore = PersonOption.Finite(manifest.Before.Identity),
            idAfter = PersonOption.Finite(manifest.After.Identity),
            perceptualNetwork = toolbox.PerceptualName,
            heldOut = manifest.HeldOut.Count == 0 ? null : new
            {
                photos = manifest.HeldOut.Select(photo => photo.Name),
                lpipsBefore = Hyperparameter("heldOutBefore"),
                lpipsAfter = Hyperparameter("heldOutAfter"),
            },
            earlyStopped = training.StoppedEarly,
            worstPhotos = training.WorstPhotos,
            aligned = set.Aligned,
            failed = set.Failed,
            seconds = clock.Elapsed.TotalSeconds,
        };

        double? Hyperparameter(string key) => manifest.Hyperparameters.TryGetValue(key, out double value) ? value : null;
    }

    private static PhotoSet ReadPhotos(VerbContext context, Toolbox toolbox)
    {
        int size = GeneratorWeights.From(WeightReader.Read(toolbox.Models.Require(context.Require(Prior)))).Architecture.Resolution;
        IReadOnlyList<string> paths = PhotoFolder.List(context.Require(Images));
        PhotoSet set = context.Reporter.Progress("Reading photos", paths.Count, ProgressUnit.Photos, bar => PhotoSet.Read(
            paths, size, context.Require(Align) == Never ? null : toolbox.Faces, bar.Counts(), context.Cancellation));
        foreach (PhotoFailure failure in set.Failed)
        {
            context.Reporter.Warn($"Left out {failure}");
        }

        if (set.Aligned > 0)
        {
            context.Reporter.Say($"{set.Aligned} of {set.Photos.Count} photos were aligned to {size} x {size}; the others have that size.");
        }

        return set;
    }

    private static TrainingPlan Plan(VerbContext context, PhotoSet set, string path)
    {
        (IReadOnlyList<NamedPhoto> kept, IReadOnlyList<NamedPhoto> heldOut) = context.Require(HoldOut) == 0 ? (set.Photos, []) : set.HoldOut(context.Require(HoldOut));
        return new TrainingPlan
        {
            Name = context.Get(Name) ?? Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path)),
            Photos = kept,
            HeldOut = heldOut,
            Patience = context.Get(Patience),
            Precision = context.Get(Float32) ? WeightPrecision.Float32 : WeightPrecision.Float16,
            Tuning = Defaults with
            {
                Passes = context.Require(Passes),
                BatchSize = context.Require(Batch),
                LearningRate = context.Require(Rate),
                L2Weight = context.Require(L2),
                Seed = (ulong)context.Seed,
            },
        };
    }

    private static void Tune(VerbContext context, Training training, string folder)
    {
        int every = context.Require(CheckpointEvery) * training.Tuning.StepsPerPass;
        context.Reporter.Progress("Tuning", training.Tuning.TotalSteps, ProgressUnit.Steps, bar =>
        {
            while (!training.IsFinished && !context.Cancellation.IsCancellationRequested)
            {
                TuningStep step = training.Step();
                bar.Report(step.Step, step.Loss);
                if (step.Step % every == 0 && !training.IsFinished)
                {
                    training.SaveCheckpoint(folder);
                }
            }

            return true;
        });
        if (context.Cancellation.IsCancellationRequested)
        {
            training.SaveCheckpoint(folder);
            context.Reporter.Warn($"The training is kept at step {training.Tuning.StepsTaken} of {training.Tuning.TotalSteps}; the same command with --resume goes on from there.");
            context.Cancellation.ThrowIfCancellationRequested();
        }
    }

    private static void RequirePositive(VerbContext context)
    {
        foreach (Option<int> option in (Option<int>[])[Passes, Batch, CheckpointEvery])
        {
            if (context.Require(option) < 1)
            {
                throw new UsageException($"{option.Name} must be at least 1.");
            }
        }

        if (!(context.Require(Rate) > 0) || !(context.Require(L2) >= 0) || context.Require(HoldOut) < 0 || context.Get(Patience) is < 1)
        {
            throw new UsageException("--lr and --patience must be positive, --l2 and --hold-out not negative.");
        }

        if (context.Get(Patience) is not null && context.Require(HoldOut) == 0)
        {
            throw new UsageException("--patience needs photos to judge by: give --hold-out too.");
        }
    }

    private static Option<T> Number<T>(string name, string description, T value) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };

    private static Option<string> CreateAlign()
    {
        var align = new Option<string>("--align")
        {
            Description = "Whether photos that have not the prior's size are aligned, or refused.",
            DefaultValueFactory = _ => Auto,
        };
        align.AcceptOnlyFromAmong(Auto, Never);
        return align;
    }
}
