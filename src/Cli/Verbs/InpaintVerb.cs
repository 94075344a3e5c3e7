using System.CommandLine;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle inpaint --person P --image F --mask F --out DIR</c>: fills a hole (5.2.1).</summary>
internal static class InpaintVerb
{
    private static readonly Dictionary<string, BlendMode> Modes = new()
    {
        ["copy"] = BlendMode.Copy,
        ["feathered"] = BlendMode.Feathered,
        ["poisson"] = BlendMode.Poisson,
    };

    private static readonly Option<string> MaskFile = new("--mask")
    {
        Description = "A picture of the photo's size or the aligned one's; white is filled.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<bool> KeepWhite = new("--keep-white") { Description = "White is kept and black is filled, as in the reference implementation." };

    private static readonly Option<string> Mode = CreateMode();

    public static Command Create()
    {
        var inpaint = new Command("inpaint", "Fill a hole in a photo with what the person looks like there.");
        foreach (Option option in (Option[])[PersonOption.Person, PersonOption.Image, MaskFile, PersonOption.Out, KeepWhite, Mode])
        {
            inpaint.Options.Add(option);
        }

        ProjectionArguments.AddTo(inpaint);
        inpaint.Options.Add(PersonOption.Paste);
        return inpaint.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        ProjectionOptions options = ProjectionArguments.Read(context);
        return context.OnEngineAsync(toolbox => Run(context, toolbox, options));
    }

    private static object Run(VerbContext context, Toolbox toolbox, ProjectionOptions options)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        Mask mask = ImageFile.ReadMask(context.Require(MaskFile));
        PreparedPhoto photo = PersonOption.Prepare(context, new PhotoPreparation(toolbox.Faces, prior.Resolution).Prepare);
        Mask hole = HoleMask.For(mask, photo, context.Get(KeepWhite));
        BlendMode mode = Modes[context.Require(Mode)];
        var enhancement = new Enhancement(prior, new ReconstructionLoss(toolbox.Perceptual, options.L2Weight), toolbox.Faces, options);
        using EnhancementRun run = enhancement.Inpaint(photo.Image, hole, mode);
        EnhancementResult result = PersonOption.Run(context, "Inpainting", run);
        var grey = new RgbImage(hole.Width, hole.Height);
        Array.Fill(grey.Pixels, (byte)128);
        RgbImage shown = Blend.Into(grey, photo.Image, hole, BlendMode.Copy);
        return EnhancementOutput.Write(context, prior, photo, shown, result, options, mode == BlendMode.Copy ? hole : null, mode == BlendMode.Copy);
    }

    private static Option<string> CreateMode()
    {
        var mode = new Option<string>("--blend")
        {
            Description = "How the filling is set in: copied, faded out around the hole, or matched in tone.",
            DefaultValueFactory = _ => Modes.Keys.First(),
        };
        mode.AcceptOnlyFromAmong([.. Modes.Keys]);
        return mode;
    }
}
