using System.Text.Json;

namespace MyStyle.Cli.Tests;

/// <summary>How a run of the command ended.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output read as the one JSON line it must be.</summary>
    public JsonElement Json
    {
        get
        {
            Output.TrimEnd('\n').ShouldNotContain("\n", customMessage: "standard output must be one line");
            using JsonDocument document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Standard error read as the one line it must be.</summary>
    public string ErrorLine
    {
        get
        {
            string line = Errors.TrimEnd('\n');
            line.ShouldNotContain("\n", customMessage: "standard error must be one line");
            return line;
        }
    }
}
