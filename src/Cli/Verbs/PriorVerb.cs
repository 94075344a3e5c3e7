using System.CommandLine;

namespace MyStyle.Cli.Verbs;

/// <summary>Placeholder.</summary>
internal static class PriorVerb
{
    public static Command Create() => new("prior", "Later.");
}
