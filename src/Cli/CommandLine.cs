using System.CommandLine;
using MyStyle.Cli.Verbs;

namespace MyStyle.Cli;

/// <summary>The whole command line: its verbs, and what happens before and after one of them runs.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        ParseResult parsed = CreateRoot().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // Not the library's own action: it prints the whole help to standard output and ends with 1.
            string[] messages = [.. parsed.Errors.Select(error => error.Message).Distinct()];
            foreach (string message in messages.Append($"See '{HelpFor(parsed)} --help'."))
            {
                await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
            }

            if (args.Contains(GlobalOptions.Json.Name))
            {
                await VerbRunner.WriteJsonAsync(new { error = string.Join(' ', messages), cancelled = false }).ConfigureAwait(false);
            }

            return ExitCode.Usage;
        }

        using var interruption = new Interruption();
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(invocation, interruption.Token).ConfigureAwait(false);
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand("A personalised generative prior from about a hundred photos of one person, and what can be done with it.");
        foreach (Option option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        root.Subcommands.Add(DemoVerb.Create());
        root.Subcommands.Add(AlignVerb.Create());
        root.Subcommands.Add(CurateVerb.Create());
        root.Subcommands.Add(TrainVerb.Create());
        root.Subcommands.Add(ProjectVerb.Create());
        root.Subcommands.Add(InpaintVerb.Create());
        root.Subcommands.Add(UpscaleVerb.Create());
        root.Subcommands.Add(RestoreVerb.Create());
        root.Subcommands.Add(EditVerb.Create());
        root.Subcommands.Add(GenerateVerb.Create());
        root.Subcommands.Add(RefineVerb.Create());
        root.Subcommands.Add(EvaluateVerb.Create());
        root.Subcommands.Add(DirectionsVerb.Create());
        root.Subcommands.Add(PriorVerb.Create());
        root.Subcommands.Add(ConvertVerb.Create());
        root.Subcommands.Add(BundleVerb.Create());
        root.Subcommands.Add(ModelsVerb.Create());
        root.Subcommands.Add(BenchVerb.Create());
        root.Subcommands.Add(DevicesVerb.Create());
        return root;
    }

    private static string HelpFor(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        return command is RootCommand
            ? "mystyle"
            : string.Join(' ', command.Parents.OfType<Command>().Where(parent => parent is not RootCommand).Select(parent => parent.Name)
                .Prepend("mystyle").Append(command.Name));
    }
}
