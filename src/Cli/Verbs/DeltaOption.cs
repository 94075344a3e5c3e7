using System.CommandLine;
using MyStyle.Engine.People;

namespace MyStyle.Cli.Verbs;

/// <summary>What writing a person as a difference to its prior takes.</summary>
internal static class DeltaOption
{
    public static Option<string?> Prior { get; } = new("--prior")
    {
        Description = $"For {PersonDelta.Extension} files: the prior the person was tuned from, a name or a file [default: the one the person names].",
        HelpName = "P",
    };

    public static Option<double> Step { get; } = new("--delta-step")
    {
        Description = $"For {PersonDelta.Extension} files: how coarsely weights are rounded; smaller is more exact and takes more space.",
        HelpName = "S",
        DefaultValueFactory = _ => PersonDelta.RelativeStep,
    };

    /// <summary>Writes the difference.</summary>
    /// <returns>The path of the prior.</returns>
    public static string Write(VerbContext context, Person person, string path)
    {
        double step = context.Require(Step);
        if (!(step is > 0 and < double.PositiveInfinity))
        {
            throw new UsageException("--delta-step must be more than 0.");
        }

        string prior = context.Models.Require(context.Get(Prior) ?? person.Manifest.Prior.Name);
        PersonDelta.Write(path, person, prior, step);
        return prior;
    }
}
