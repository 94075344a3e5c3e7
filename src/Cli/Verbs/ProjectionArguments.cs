using System.CommandLine;
using System.Globalization;
using MyStyle.Engine.Projection;

namespace MyStyle.Cli.Verbs;

/// <summary>How a picture is projected: the options that project, inpaint, upscale and restore share.</summary>
internal static class ProjectionArguments
{
    private const string None = "none";

    private static readonly Dictionary<string, LatentSpace> Spaces = new()
    {
        ["alpha-plus"] = LatentSpace.AlphaPlus,
        ["alpha"] = LatentSpace.Alpha,
        ["w"] = LatentSpace.W,
        ["w-plus"] = LatentSpace.WPlus,
    };

    private static readonly Dictionary<string, ProjectionOptions> Profiles = new()
    {
        ["default"] = new ProjectionOptions(),
        ["reference"] = ProjectionOptions.Reference,
        ["paper"] = ProjectionOptions.Paper,
    };

    private static readonly Option<string> Space = OneOf("--space", "Where to search; w and w-plus have no personal prior.", Spaces.Keys);

    private static readonly Option<string> Profile = OneOf("--profile", "Settings: ours, google/mystyle's, or the paper's.", Profiles.Keys);

    private static readonly Option<int?> Steps = new("--steps") { Description = "Optimiser steps [default: the profile's].", HelpName = "N" };

    /// <summary>The allowed dilation, for verbs beside these too.</summary>
    public static Option<string?> Beta { get; } = new("--beta")
    {
        Description = "Allowed dilation of the hull, 0 or more, or none [default: the profile's].",
        HelpName = "B",
    };

    /// <summary>Adds the options.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Space, Beta, Steps, Profile])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The options' values.</summary>
    /// <param name="context">The running verb.</param>
    /// <param name="beta">The dilation if none is given; null for the profile's.</param>
    public static ProjectionOptions Read(VerbContext context, double? beta = null)
    {
        ProjectionOptions profile = Profiles[context.Require(Profile)];
        int steps = context.Get(Steps) ?? profile.Steps;
        return steps < 1
            ? throw new UsageException("--steps must be at least 1.")
            : profile with
            {
                Space = Spaces[context.Require(Space)],
                Steps = steps,
                Beta = ReadBeta(context, beta ?? profile.Beta),
            };
    }

    /// <summary>The allowed dilation; null for unbounded.</summary>
    /// <param name="context">The running verb.</param>
    /// <param name="otherwise">If none is given.</param>
    public static double? ReadBeta(VerbContext context, double? otherwise)
    {
        string? text = context.Get(Beta);
        return text switch
        {
            null => otherwise,
            None => null,
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double beta) && double.IsFinite(beta) && beta >= 0 => beta,
            _ => throw new UsageException($"--beta takes a number from 0 up, or {None}, not '{text}'."),
        };
    }

    private static Option<string> OneOf(string name, string description, IReadOnlyCollection<string> values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values.First() };
        option.AcceptOnlyFromAmong([.. values]);
        return option;
    }
}
