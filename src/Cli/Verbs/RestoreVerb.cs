using System.CommandLine;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle restore --person P --image F --degradation blur,jpeg:30 --out DIR</c>: undoes what happened to a photo.</summary>
internal static class RestoreVerb
{
    private static readonly Option<string?> Degradation = new("--degradation", "-d")
    {
        Description = "What happened: any of haze, blur, gray, noise, jpeg, with or without a strength, as in blur:2,noise,jpeg:30 [default: what can be seen].",
        HelpName = "LIST",
    };

    private static readonly Option<bool> Simulate = new("--simulate")
    {
        Description = "Do that to the photo first, to try out what comes back; strengths must be given.",
    };

    private static readonly Option<bool> KeepBackground = new("--keep-background") { Description = "Set the restored head into the photo as it is." };

    public static Command Create()
    {
        var restore = new Command("restore", "Undo blur, noise, JPEG compression, haze or the loss of colour.");
        foreach (Option option in (Option[])[PersonOption.Person, PersonOption.Image, PersonOption.Out, Degradation, Simulate, KeepBackground])
        {
            restore.Options.Add(option);
        }

        ProjectionArguments.AddTo(restore);
        restore.Options.Add(PersonOption.Paste);
        return restore.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        DegradationSpec? said = ReadSpec(context);
        ProjectionOptions options = ProjectionArguments.Read(context);
        return context.OnEngineAsync(toolbox => Run(context, toolbox, options, said));
    }

    private static object Run(VerbContext context, Toolbox toolbox, ProjectionOptions options, DegradationSpec? said)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        var preparation = new PhotoPreparation(toolbox.Faces, prior.Resolution);
        PreparedPhoto photo = PersonOption.Prepare(context, preparation.Prepare);
        if (context.Get(Simulate))
        {
            photo = photo with { Image = said!.Apply(photo.Image, (ulong)context.Seed) };
        }

        var loss = new ReconstructionLoss(toolbox.Perceptual, options.L2Weight);
        DegradationSpec spec = Close(context, prior, loss, photo.Image, said ?? DegradationEstimator.Detect(photo.Image));
        var enhancement = new Enhancement(prior, loss, toolbox.Faces, options);
        using EnhancementRun run = enhancement.Restore(photo.Image, spec, keepBackground: context.Get(KeepBackground));
        EnhancementResult result = PersonOption.Run(context, "Restoring", run);
        if (context.Get(KeepBackground) && result.Blended is null)
        {
            context.Reporter.Warn("No face was found in the restored picture, so its background was left as generated.");
        }

        return EnhancementOutput.Write(context, prior, photo, photo.Image, result, options, degradation: spec);
    }

    private static DegradationSpec? ReadSpec(VerbContext context)
    {
        try
        {
            DegradationSpec? said = context.Get(Degradation) is { } text ? DegradationSpec.Parse(text) : null;
            bool open = said is null || said.IsOpen;
            return context.Get(Simulate) && open
                ? throw new UsageException("--simulate needs --degradation with a strength for everything, as in blur:2,noise:10,haze:0.4:0.9.")
                : said;
        }
        catch (EngineException e)
        {
            throw new UsageException($"--degradation: {e.Message}");
        }
    }

    /// <summary>Estimates what was not said, blur with the person's help, and says it.</summary>
    private static DegradationSpec Close(
        VerbContext context, PersonalPrior prior, ReconstructionLoss loss, RgbImage picture, DegradationSpec spec)
    {
        bool searchBlur = spec.Find(DegradationKind.Blur) is { IsOpen: true };
        DegradationEstimate estimate = DegradationEstimator.Estimate(picture, searchBlur ? spec.Without(DegradationKind.Blur) : spec);
        foreach (string remark in estimate.Remarks)
        {
            context.Reporter.Say(remark);
        }

        DegradationSpec known = estimate.Spec;
        if (searchBlur)
        {
            using var search = new BlurSearch(prior, loss, picture, known.With(new DegradationStep(DegradationKind.Blur)));
            known = context.Reporter.Progress(
                "Estimating blur", search.TotalSteps, ProgressUnit.Steps, bar => search.ToEnd(bar.Steps(), context.Cancellation));
        }

        context.Reporter.Say(known.Steps.Count == 0 ? "Nothing is left to undo; the photo is inverted as it is." : $"Undoing {known}.");
        return known;
    }
}
