using System.CommandLine;
using System.Globalization;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle edit --person P --code F --direction D --theta LIST --policy POLICY --out DIR</c> (3.4, B.4).</summary>
internal static class EditVerb
{
    private static readonly Dictionary<string, EdgePolicy> Policies = new()
    {
        ["stop"] = EdgePolicy.Stop,
        ["continue"] = EdgePolicy.Continue,
        ["project"] = EdgePolicy.ProjectBack,
    };

    private static readonly Option<string> Code = new("--code", "-c")
    {
        Description = "A code that 'mystyle project' wrote, or google/mystyle's alphas.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Direction = new("--direction", "-d")
    {
        Description = "A name that 'mystyle directions list' shows, or a file.",
        HelpName = "D",
        Required = true,
    };

    private static readonly Option<string> Theta = new("--theta", "-t")
    {
        Description = "How far to go: a list such as -4,-2,0,2,4, or FROM:TO:COUNT.",
        HelpName = "LIST",
        Required = true,
    };

    private static readonly Option<string> Policy = CreatePolicy();

    private static readonly Option<bool> Span = new("--span")
    {
        Description = "Project the direction onto the anchors' linear span, as the reference does, rather than onto their affine one.",
    };

    private static readonly Option<string?> Layers = new("--layers")
    {
        Description = "Layers that move, such as 0-5 or 0-3,7 [default: all].",
        HelpName = "RANGE",
    };

    public static Command Create()
    {
        var edit = new Command("edit", "Move a picture along a direction, knowing where the person's hull ends.");
        foreach (Option option in (Option[])[PersonOption.Person, Code, Direction, Theta, Policy, PersonOption.Out, ProjectionArguments.Beta, Span, Layers])
        {
            edit.Options.Add(option);
        }

        return edit.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        double[] thetas = NumberLists.Thetas(context.Require(Theta));
        int[]? layers = context.Get(Layers) is { } text ? NumberLists.Layers(text) : null;
        double? beta = ProjectionArguments.ReadBeta(context, new ProjectionOptions().Beta);
        return context.OnEngineAsync(toolbox => Run(context, toolbox, thetas, layers, beta));
    }

    private static object Run(VerbContext context, Toolbox toolbox, double[] thetas, int[]? layers, double? beta)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        string name = context.Require(Direction);
        double[] direction = new DirectionShelf(toolbox, prior.Person).Get(name);
        PersonalCode code = PersonalCode.Read(context.Require(Code), prior);
        var editing = new Editing(
            prior, toolbox.Faces, code, direction, beta, context.Get(Span) ? DirectionForm.Span : DirectionForm.Affine, layers);
        IReadOnlyList<EditedPicture> pictures = editing.Render(thetas, Policies[context.Require(Policy)]);

        string label = Path.GetFileNameWithoutExtension(name);
        var sheet = new ContactSheet(Math.Min(prior.Resolution, 256), Math.Min(thetas.Length, 9)) { Title = label };
        var steps = new List<object>(pictures.Count);
        foreach (EditedPicture picture in pictures)
        {
            EditStep step = picture.Step;
            string stem = string.Create(CultureInfo.InvariantCulture, $"{steps.Count:D2}_{label}_{step.Theta:+0.###;-0.###;0}");
            sheet.Add(picture.Image, string.Create(CultureInfo.InvariantCulture, $"{step.Theta:0.##} {step.Outcome}\nID {picture.Identity:0.000}"));
            string codePath = PersonOption.PathOf(context, stem + ".safetensors");
            PersonalCode.Write(codePath, step.Alpha, prior.Hull.Points(step.Alpha), prior.Hull);
            steps.Add(new
            {
                theta = step.Theta,
                appliedTheta = step.AppliedTheta,
                dilation = step.Dilation,
                linearDilation = step.LinearDilation,
                inside = step.Inside,
                outcome = step.Outcome,
                image = PersonOption.Write(context, stem + ".png", picture.Image),
                code = codePath,
                id = PersonOption.Finite(picture.Identity),
                nearest = picture.NearestPhoto,
            });
        }

        Explain(context, editing, beta);
        return new
        {
            direction = name,
            beta,
            interval = editing.Interval.IsEmpty
                ? null
                : new { min = PersonOption.Finite(editing.Interval.Lower), max = PersonOption.Finite(editing.Interval.Upper) },
            cosine = editing.Direction.Cosine,
            startDilation = editing.StartDilation,
            strip = PersonOption.Write(context, "strip.png", sheet.Render()),
            steps,
        };
    }

    private static void Explain(VerbContext context, Editing editing, double? beta)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        context.Reporter.Say(string.Create(
            culture, $"This person's photos express {editing.Direction.Cosine:P0} of the direction; the picture itself needs beta {editing.StartDilation:0.0000}."));
        if (beta is null)
        {
            return;
        }

        context.Reporter.Say(editing.Interval.IsEmpty
            ? string.Create(culture, $"No theta lies inside the hull dilated by {beta}: a larger --beta is needed, or a picture nearer to the photos.")
            : string.Create(culture, $"Theta stays inside the hull dilated by {beta} from {editing.Interval.Lower:0.###} to {editing.Interval.Upper:0.###}."));
    }

    private static Option<string> CreatePolicy()
    {
        var policy = new Option<string>("--policy")
        {
            Description = "Beyond the hull: stop at its edge, continue outside, or project back to its nearest point.",
            DefaultValueFactory = _ => Policies.Keys.First(),
        };
        policy.AcceptOnlyFromAmong([.. Policies.Keys]);
        return policy;
    }
}
