using System.CommandLine;

namespace MyStyle.Cli.Verbs;

/// <summary>Placeholder.</summary>
internal static class ConvertVerb
{
    public static Command Create() => new("convert", "Later.");
}
