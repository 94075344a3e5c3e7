using System.CommandLine;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle project --person P --image F --out DIR</c>: the code of a photo.</summary>
internal static class ProjectVerb
{
    public static Command Create()
    {
        var project = new Command("project", "Find a photo's code in the personal prior: inversion, the start of every edit.");
        foreach (Option option in (Option[])[PersonOption.Person, PersonOption.Image, PersonOption.Out])
        {
            project.Options.Add(option);
        }

        ProjectionArguments.AddTo(project);
        project.Options.Add(PersonOption.Paste);
        return project.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        ProjectionOptions options = ProjectionArguments.Read(context);
        return context.OnEngineAsync(toolbox => Run(context, toolbox, options));
    }

    private static object Run(VerbContext context, Toolbox toolbox, ProjectionOptions options)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        PreparedPhoto photo = PersonOption.Prepare(context, new PhotoPreparation(toolbox.Faces, prior.Resolution).Prepare);
        var enhancement = new Enhancement(prior, new ReconstructionLoss(toolbox.Perceptual, options.L2Weight), toolbox.Faces, options);
        using EnhancementRun run = enhancement.Invert(photo.Image);
        return EnhancementOutput.Write(context, prior, photo, photo.Image, PersonOption.Run(context, "Projecting", run), options);
    }
}
