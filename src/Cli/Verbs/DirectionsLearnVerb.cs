using System.CommandLine;
using System.Globalization;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Directions;
using MyStyle.Engine.Hull;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle directions learn --person P</c>: from two groups of photos, or from what can be read off a face.</summary>
internal static class DirectionsLearnVerb
{
    private static readonly Option<string?> Positive = new("--positive") { Description = "Photos that show the attribute: a folder, or a text file with names of reference photos.", HelpName = "DIR" };

    private static readonly Option<string?> Negative = new("--negative") { Description = "Photos that do not, likewise.", HelpName = "DIR" };

    private static readonly Option<FaceTrait?> Attribute = new("--attribute")
    {
        Description = "Score pictures of the person by this instead of giving groups: smile, yaw or pitch.",
        HelpName = "A",
    };

    private static readonly Option<int> Samples = new("--samples")
    {
        Description = "Pictures to make and score, besides the anchors'.",
        HelpName = "N",
        DefaultValueFactory = _ => DirectionSamples.DefaultCount,
    };

    private static readonly Option<string?> Conditioned = new("--conditioned-on")
    {
        Description = "Directions that are to stay as they are, by name or file, separated by commas.",
        HelpName = "LIST",
    };

    private static readonly Option<string?> Encoder = new("--encoder") { Description = "For photos outside the reference set [default: the person's].", HelpName = "E" };

    private static readonly Option<string?> Name = new("--name") { Description = "What to call it in the person [default: the attribute].", HelpName = "NAME" };

    private static readonly Option<bool> Save = new("--save-to-person") { Description = "Keep it among the person's own directions." };

    private static readonly Option<string?> Out = new("--out", "-o") { Description = "Write it to this .safetensors file.", HelpName = "FILE" };

    public static Command Create()
    {
        var learn = new Command("learn", "Learn a direction from two groups of photos or from an attribute.");
        foreach (Option option in (Option[])[PersonOption.Person, Positive, Negative, Attribute, Samples, Conditioned, Encoder, Name, Save, Out])
        {
            learn.Options.Add(option);
        }

        return learn.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        bool groups = context.Get(Positive) is not null || context.Get(Negative) is not null;
        if (groups == context.Get(Attribute) is not null || (groups && (context.Get(Positive) is null || context.Get(Negative) is null)))
        {
            throw new UsageException("Give either --positive and --negative, or --attribute.");
        }

        if (!context.Get(Save) && context.Get(Out) is null)
        {
            throw new UsageException("Say where the direction goes: --out FILE, --save-to-person, or both.");
        }

        if (context.Get(Save) && groups && context.Get(Name) is null)
        {
            throw new UsageException("--save-to-person needs a --name.");
        }

        if (context.Require(Samples) < 0)
        {
            throw new UsageException("--samples must not be negative.");
        }

        return context.OnEngineAsync(toolbox => Run(context, toolbox));
    }

    private static object Run(VerbContext context, Toolbox toolbox)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        var shelf = new DirectionShelf(toolbox, prior.Person);
        double[][] others = [.. (context.Get(Conditioned)?.Split(',') ?? []).Select(shelf.Get)];
        (LearnedDirection learned, int count) = context.Get(Attribute) is { } trait ? FromTrait(context, toolbox, prior, trait) : FromGroups(context, toolbox, prior);
        double[] direction = others.Length == 0 ? learned.Direction : Condition(learned.Direction, others);
        string name = context.Get(Name) ?? context.Get(Attribute)?.ToString().ToLowerInvariant() ?? "direction";
        if (context.Get(Out) is { } file)
        {
            DirectionShelf.Write(file, direction);
        }

        if (context.Get(Save))
        {
            PersonFolder.Save(context.Require(PersonOption.Person), DirectionShelf.Add(prior.Person, name, direction));
        }

        double cosine = prior.Hull.Project(direction).Cosine;
        DirectionQuality quality = learned.Quality;
        CultureInfo culture = CultureInfo.InvariantCulture;
        string merit = quality.Folds == 0 ? "too few pictures to test it"
            : double.IsFinite(quality.Auc) ? string.Create(culture, $"{quality.Accuracy:P0} of held-out photos told apart, AUC {quality.Auc:0.00}")
            : string.Create(culture, $"correlation {quality.Correlation:0.00} on held-out pictures");
        context.Reporter.Say(string.Create(
            culture, $"{name}: learned from {count} pictures, {merit}; the photos express {cosine:P0} of it; the groups lie {learned.Separation:0.00} apart, the natural unit of theta."));
        return new
        {
            name,
            pictures = count,
            separation = learned.Separation,
            regularisation = learned.Regularisation,
            folds = quality.Folds,
            accuracy = PersonOption.Finite(quality.Accuracy),
            auc = PersonOption.Finite(quality.Auc),
            correlation = PersonOption.Finite(quality.Correlation),
            cosine,
            @out = context.Get(Out),
            savedToPerson = context.Get(Save),
        };
    }

    private static (LearnedDirection Learned, int Count) FromTrait(VerbContext context, Toolbox toolbox, PersonalPrior prior, FaceTrait trait)
    {
        int count = context.Require(Samples);
        DirectionSamples samples = context.Reporter.Progress("Scoring", count + prior.Hull.Count, new ProgressUnit("pictures"), bar =>
            DirectionSamples.Of(prior, toolbox.Faces, trait, count, (ulong)context.Seed, bar.Counts(), context.Cancellation));
        return (DirectionLearner.FromScores(samples.Codes, samples.Scores), samples.Codes.Rows);
    }

    private static (LearnedDirection Learned, int Count) FromGroups(VerbContext context, Toolbox toolbox, PersonalPrior prior)
    {
        RowMatrix positive = Codes(context.Get(Positive)!), negative = Codes(context.Get(Negative)!);
        return (DirectionLearner.FromGroups(positive, negative), positive.Rows + negative.Rows);

        RowMatrix Codes(string group)
        {
            IReadOnlyList<string> paths = File.Exists(group) ? Names(group, prior.Person.Manifest) : PhotoFolder.List(group);
            return context.Reporter.Progress("Finding codes", paths.Count, ProgressUnit.Photos, bar =>
                PhotoCodes.Of(toolbox, prior, paths, context.Get(Encoder), bar.Counts(), context.Cancellation));
        }
    }

    private static string[] Names(string file, PersonManifest manifest)
    {
        string[] names = [.. File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
        string? stranger = names.FirstOrDefault(name => manifest.Photos.All(photo => photo.Name != name));
        return names.Length == 0 ? throw new EngineException($"{file} names no photo.")
            : stranger is not null ? throw new EngineException($"{file} names {stranger}, which is none of the person's reference photos.")
            : names;
    }

    private static double[] Condition(double[] direction, double[][] others)
    {
        if (Array.Exists(others, other => other.Length != direction.Length))
        {
            throw new EngineException("A direction of --conditioned-on belongs to another W.");
        }

        try
        {
            return DirectionConditioning.Condition(direction, RowMatrix.FromRows(others));
        }
        catch (ArgumentException)
        {
            throw new EngineException("Nothing of the direction is left once those of --conditioned-on are held still.");
        }
    }
}
