using System.CommandLine;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle upscale --person P --image F --out DIR</c>: enlarges a small photo (5.2.2).</summary>
internal static class UpscaleVerb
{
    private static readonly Option<int?> Factor = new("--factor")
    {
        Description = "Reduce the photo by this much first; for photos that are not small already.",
        HelpName = "N",
    };

    public static Command Create()
    {
        var upscale = new Command("upscale", "Enlarge a low-resolution photo to the generator's resolution.");
        foreach (Option option in (Option[])[PersonOption.Person, PersonOption.Image, PersonOption.Out, Factor])
        {
            upscale.Options.Add(option);
        }

        ProjectionArguments.AddTo(upscale);
        upscale.Options.Add(PersonOption.Paste);
        return upscale.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        ProjectionOptions options = ProjectionArguments.Read(context, Enhancement.EnlargementBeta);
        return context.OnEngineAsync(toolbox => Run(context, toolbox, options));
    }

    private static object Run(VerbContext context, Toolbox toolbox, ProjectionOptions options)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        var preparation = new PhotoPreparation(toolbox.Faces, prior.Resolution);
        PreparedPhoto photo = PersonOption.Prepare(context, (image, name) => preparation.PrepareSmall(image, name, context.Get(Factor)));
        var enhancement = new Enhancement(prior, new ReconstructionLoss(toolbox.Perceptual, options.L2Weight), toolbox.Faces, options);
        using EnhancementRun run = enhancement.Upscale(photo.Image);
        EnhancementResult result = PersonOption.Run(context, "Enlarging", run);
        if (result.Blended is null)
        {
            context.Reporter.Warn("No face was found in the enlarged picture, so its background was left as generated.");
        }

        PersonOption.Write(context, "low.png", photo.Image);
        RgbImage shown = Resampler.Resize(photo.Image, prior.Resolution, prior.Resolution);
        return EnhancementOutput.Write(context, prior, photo, shown, result, options);
    }
}
