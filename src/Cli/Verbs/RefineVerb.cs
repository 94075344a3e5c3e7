using System.CommandLine;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle refine --person P --image F --code F --out PERSON</c>: the generator bent to one photo (PTI's second stage).</summary>
internal static class RefineVerb
{
    private static readonly RefinementOptions Defaults = new();

    private static readonly Option<string> Code = new("--code", "-c")
    {
        Description = "The photo's code, from 'mystyle project'.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "The refined person: a new folder or .mystyle file.",
        HelpName = "PERSON",
        Required = true,
    };

    private static readonly Option<int> Steps = new("--steps")
    {
        Description = "Most optimiser steps.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Steps,
    };

    private static readonly Option<double> StopAt = new("--stop-at")
    {
        Description = "End once the perceptual distance is this small.",
        HelpName = "LPIPS",
        DefaultValueFactory = _ => Defaults.StopAt,
    };

    private static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace a person that is there already." };

    public static Command Create()
    {
        var refine = new Command("refine", "Make a copy of a person whose generator renders one photo exactly.");
        foreach (Option option in (Option[])[PersonOption.Person, PersonOption.Image, Code, Out, Steps, StopAt, Overwrite])
        {
            refine.Options.Add(option);
        }

        return refine.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        RefinementOptions options = Defaults with { Steps = context.Require(Steps), StopAt = context.Require(StopAt) };
        if (options.Steps < 1)
        {
            throw new UsageException("--steps must be at least 1.");
        }

        PersonTarget.RequireFree(context.Require(Out), context.Get(Overwrite));
        return context.OnEngineAsync(toolbox => Run(context, toolbox, options));
    }

    private static object Run(VerbContext context, Toolbox toolbox, RefinementOptions options)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        PersonalCode code = PersonalCode.Read(context.Require(Code), prior);
        PreparedPhoto photo = PersonOption.Prepare(context, new PhotoPreparation(toolbox.Faces, prior.Resolution).Prepare);
        using var refinement = new Refinement(
            prior, photo.Image, code, new ReconstructionLoss(toolbox.Perceptual, options.L2Weight), options);
        (TuningStep first, TuningStep last) = context.Reporter.Progress("Refining", refinement.TotalSteps, ProgressUnit.Steps, bar =>
        {
            TuningStep? first = null, step;
            do
            {
                context.Cancellation.ThrowIfCancellationRequested();
                step = refinement.Step();
                first ??= step;
                bar.Report(step.Step, step.Loss);
            }
            while (!refinement.IsFinished);
            return (first, step);
        });
        string path = context.Require(Out);
        PersonFolder.Save(path, refinement.Finish());
        context.Reporter.Say($"Wrote {path}.");
        return new { person = path, steps = last.Step, lpipsBefore = first.Lpips, lpipsAfter = last.Lpips, l2Before = first.L2, l2After = last.L2 };
    }
}
