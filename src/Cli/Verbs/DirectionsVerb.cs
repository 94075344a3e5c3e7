using System.CommandLine;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle directions</c>: what a person can be edited along.</summary>
internal static class DirectionsVerb
{
    public static Command Create()
    {
        var directions = new Command("directions", "List or learn the directions a person can be edited along.");
        directions.Subcommands.Add(DirectionsListVerb.Create());
        directions.Subcommands.Add(DirectionsLearnVerb.Create());
        return directions;
    }
}
