using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Evaluation;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle evaluate --person P --test DIR</c>: the paper's figures for one person.</summary>
internal static class EvaluateVerb
{
    private static readonly EvaluationOptions Defaults = new();

    private static readonly Option<string> Test = new("--test", "-t")
    {
        Description = "A folder of photos the person was not trained on.",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<string?> Prior = new("--prior")
    {
        Description = "The prior the person was tuned from [default: the one the person names].",
        HelpName = "P",
    };

    private static readonly Option<int> Steps = Number("--steps", "Steps of each projection.", Defaults.Projection.Steps);
    private static readonly Option<int> Samples = Number("--samples", "Sampled pictures.", Defaults.Samples);
    private static readonly Option<int> Pairs = Number("--pairs", "Pairs of anchors to interpolate between.", Defaults.Pairs);

    public static Command Create()
    {
        var evaluate = new Command("evaluate", "Measure a person as the paper does: before and after tuning, ID, diversity, spaces and beta.");
        foreach (Option option in (Option[])[PersonOption.Person, Test, Prior, Steps, Samples, Pairs])
        {
            evaluate.Options.Add(option);
        }

        return evaluate.Runs(context => context.OnEngineAsync(toolbox => Run(context, toolbox)));
    }

    private static object Run(VerbContext context, Toolbox toolbox)
    {
        var clock = Stopwatch.StartNew();
        if (context.Require(Steps) < 1 || context.Require(Samples) < 2 || context.Require(Pairs) < 1)
        {
            throw new UsageException("--steps and --pairs must be at least 1, --samples at least 2.");
        }

        Person stored = PersonOption.OpenPerson(context);
        LoadedPrior untuned = toolbox.LoadPrior(context.Get(Prior) ?? stored.Manifest.Prior.Name);
        using var generator = untuned.Generator;
        if (untuned.Reference.Sha256 != stored.Manifest.Prior.Sha256)
        {
            throw new EngineException($"{stored.Manifest.Name} was tuned from another prior than {untuned.Reference.Name}: give the right one with --prior.");
        }

        using var person = new PersonalPrior(stored, toolbox.Device, toolbox.Precision);
        IReadOnlyList<string> paths = PhotoFolder.List(context.Require(Test));
        PhotoSet set = context.Reporter.Progress("Reading photos", paths.Count, ProgressUnit.Photos, bar =>
            PhotoSet.Read(paths, person.Resolution, toolbox.Faces, bar.Counts(), context.Cancellation));
        foreach (PhotoFailure failure in set.Failed)
        {
            context.Reporter.Warn($"{failure.File} is left out: {failure.Reason}");
        }

        var options = new EvaluationOptions
        {
            Projection = new ProjectionOptions { Steps = context.Require(Steps) },
            Samples = context.Require(Samples),
            Pairs = context.Require(Pairs),
            Seed = (ulong)context.Seed,
        };
        var evaluation = new PersonEvaluation(person, generator, toolbox.Faces, new ReconstructionLoss(toolbox.Perceptual), options);
        EvaluationReport report = context.Reporter.Progress("Evaluating", evaluation.TotalSteps, ProgressUnit.Steps, bar =>
            evaluation.Run([.. set.Photos.Select(photo => photo.Image)], bar.Counts(), context.Cancellation));
        Show(context, report, toolbox.PerceptualName);
        return new
        {
            person = stored.Manifest.Name,
            perceptualNetwork = toolbox.PerceptualName,
            testPhotos = set.Photos.Count,
            report.ReferenceLpips,
            report.ReferenceIdentity,
            report.InterpolationIdentity,
            report.SynthesisIdentity,
            report.Diversity,
            report.SelfIdentity,
            report.TestIdentity,
            report.Projections,
            seconds = clock.Elapsed.TotalSeconds,
        };
    }

    private static void Show(VerbContext context, EvaluationReport report, string network)
    {
        context.Reporter.Table(
            ["", "prior", "tuned"],
            [
                Row($"distance to the reference photos ({network})", report.ReferenceLpips),
                Row("ID of the anchors", report.ReferenceIdentity),
                Row("ID between anchors", report.InterpolationIdentity),
                Row("ID of samples", report.SynthesisIdentity),
                Row("diversity of samples", report.Diversity),
                ["ID of the reference photos among themselves", "", Text(report.SelfIdentity)],
                ["ID of the test photos", "", Text(report.TestIdentity)],
            ]);
        context.Reporter.Table(
            ["space", "beta", "needed", "distance", "L2", "ID"],
            report.Projections.Select(row => (IReadOnlyList<string>)
            [
                row.Space.ToString(), row.Beta is { } beta ? Text(beta) : "none", row.EffectiveBeta is { } needed ? Text(needed) : "",
                Text(row.Lpips), Text(row.L2), Text(row.Identity),
            ]));
    }

    private static string[] Row(string name, BeforeAfter? pair) => [name, pair is null ? "" : Text(pair.Before), pair is null ? "" : Text(pair.After)];

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
}
