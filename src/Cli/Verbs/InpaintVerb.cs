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
    private const int MostSeeds = 16;

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

    private static readonly Option<int> Seeds = new("--seeds")
    {
        Description = "How many answers to look for, the plain one included; the further ones differ in what the photo leaves open.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public static Command Create()
    {
        var inpaint = new Command("inpaint", "Fill a hole in a photo with what the person looks like there.");
        foreach (Option option in (Option[])[PersonOption.Person, PersonOption.Image, MaskFile, PersonOption.Out, KeepWhite, Mode, Seeds])
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
        if (context.Get(Seeds) is < 1 or > MostSeeds)
        {
            throw new UsageException($"--seeds takes a number from 1 to {MostSeeds}.");
        }

        return context.OnEngineAsync(toolbox => Run(context, toolbox, options));
    }

    private static object Run(VerbContext context, Toolbox toolbox, ProjectionOptions options)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        Mask mask = ImageFile.ReadMask(context.Require(MaskFile));
        PreparedPhoto photo = PersonOption.Prepare(context, new PhotoPreparation(toolbox.Faces, prior.Resolution).Prepare);
        Mask hole = HoleMask.For(mask, photo, context.Get(KeepWhite));
        BlendMode mode = Modes[context.Require(Mode)];
        var enhancement = new Enhancement(prior, new ReconstructionLoss(toolbox.Perceptual, options.L2Weight), toolbox.Faces, options, seeds: SeedsOf(context));
        using EnhancementRun run = enhancement.Inpaint(photo.Image, hole, mode);
        IReadOnlyList<EnhancementResult> results = PersonOption.RunAll(context, "Inpainting", run);
        var grey = new RgbImage(hole.Width, hole.Height);
        Array.Fill(grey.Pixels, (byte)128);
        RgbImage shown = Blend.Into(grey, photo.Image, hole, BlendMode.Copy);
        return EnhancementOutput.Write(
            context, prior, photo, shown, results[0], options, mode == BlendMode.Copy ? hole : null, mode == BlendMode.Copy,
            others: results.Count > 1 ? [.. results.Skip(1)] : null);
    }

    /// <summary>The plain answer and the seeds after the command's; null for the plain answer alone.</summary>
    private static ulong[]? SeedsOf(VerbContext context) => context.Get(Seeds) is > 1 and var count
        ? [0, .. Enumerable.Range(1, count - 1).Select(i => (ulong)context.Seed + (ulong)i)]
        : null;

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
