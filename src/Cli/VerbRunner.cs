using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Runtime;

namespace MyStyle.Cli;

/// <summary>Runs a verb: settings before it, JSON and exit code after it.</summary>
internal static class VerbRunner
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Makes <paramref name="run"/> the action of <paramref name="command"/>. What it returns becomes the JSON line.</summary>
    public static Command Runs(this Command command, Func<VerbContext, Task<object>> run)
    {
        command.SetAction((parsed, cancellation) => RunAsync(parsed, run, cancellation));
        return command;
    }

    /// <summary>Writes the JSON line.</summary>
    public static Task WriteJsonAsync(object result) => Console.Out.WriteLineAsync(JsonSerializer.Serialize(result, Format));

    private static async Task<int> RunAsync(ParseResult parsed, Func<VerbContext, Task<object>> run, CancellationToken cancellation)
    {
        bool json = parsed.GetValue(GlobalOptions.Json);
        var reporter = new ConsoleReporter(parsed.GetValue(GlobalOptions.Quiet));
        object result;
        int code;
        try
        {
            EngineSettings settings = SettingsLoader.Load(parsed.GetValue(GlobalOptions.Config));
            settings.Device = parsed.GetValue(GlobalOptions.Device) ?? settings.Device;
            settings.Seed = parsed.GetValue(GlobalOptions.Seed) ?? settings.Seed;
            if (settings.Problems() is [var problem, ..])
            {
                throw new UsageException(problem);
            }

            result = await run(new VerbContext(parsed, settings, reporter, cancellation)).ConfigureAwait(false);
            code = (result as IVerbResult)?.Failed == true ? ExitCode.Failed : ExitCode.Success;
        }
#pragma warning disable CA1031 // The last place: whatever it is becomes one line and an exit code.
        catch (Exception e)
#pragma warning restore CA1031
        {
            (code, string message) = Explain(e, cancellation);
            reporter.Fail(message);
            result = new { error = message, cancelled = code == ExitCode.Interrupted };
        }

        if (json)
        {
            await WriteJsonAsync(result).ConfigureAwait(false);
        }

        return code;
    }

    private static (int Code, string Message) Explain(Exception e, CancellationToken cancellation) => e switch
    {
        OperationCanceledException when cancellation.IsCancellationRequested => (ExitCode.Interrupted, "Stopped."),
        UsageException => (ExitCode.Usage, OneLine(e)),
        EngineException => (ExitCode.Failed, OneLine(e)),
        // A full disk or a folder without permission: the message says which file.
        IOException or UnauthorizedAccessException => (ExitCode.Failed, OneLine(e)),
        _ => (ExitCode.Failed, $"Unexpected error: {OneLine(e)} Details: {WriteDetails(e)}"),
    };

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").Trim();

    private static string WriteDetails(Exception e)
    {
        string path = Path.Combine(
            Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"mystyle-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}.txt"));
        try
        {
            File.WriteAllText(path, $"{Environment.CommandLine}\n{e}\n");
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return e.ToString();
        }
    }
}
