using System.Diagnostics;

namespace MyStyle.Cli.Tests;

/// <summary>Runs the real executable that was built beside these tests.</summary>
internal sealed class MyStyleCommand(TemporaryFolder home)
{
    /// <summary>The build's output folder of the command.</summary>
    public static string Folder { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))));

    /// <summary>Variables of the runs to come, on top of a home folder of its own.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Runs <c>mystyle</c> with <paramref name="arguments"/>.</summary>
    public Task<CommandRun> RunAsync(params string[] arguments) => StartAsync(Path.Combine(Folder, "mystyle"), arguments);

    /// <summary>Runs it under another runtimeconfig.json, as if it had been built or installed differently.</summary>
    public Task<CommandRun> RunWithConfigAsync(string runtimeConfig, params string[] arguments) => StartAsync(
        "dotnet",
        ["exec", "--runtimeconfig", runtimeConfig, "--depsfile", Path.Combine(Folder, "mystyle.deps.json"), Path.Combine(Folder, "mystyle.dll"), .. arguments]);

    private async Task<CommandRun> StartAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home.Path,
        };
        foreach (string inherited in start.Environment.Keys.Where(key => key.StartsWith("MYSTYLE_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["XDG_DATA_HOME"] = home.File("data");
        start.Environment["XDG_CONFIG_HOME"] = home.File("config");
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new CommandRun(process.ExitCode, await output, await errors);
    }
}
