using System.Diagnostics;
using System.Text;

namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>The built studio, run as a user runs it: a process with a data folder of its own.</summary>
internal sealed class StudioProcess : IAsyncDisposable
{
    private const string Announcement = "Listening on ";
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _data = new();
    private readonly StringBuilder _said = new();
    private readonly bool _hasSample;
    private Process? _process;

    private StudioProcess(bool hasSample) => _hasSample = hasSample;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>Its data folder.</summary>
    public string Data => _data.Path;

    /// <summary>What it wrote so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static async Task<StudioProcess> StartAsync(bool hasSample = true)
    {
        StudioProcess studio = new(hasSample);
        await studio.StartAgainAsync();
        return studio;
    }

    /// <summary>Starts it, or starts it again at the same address over the same data.</summary>
    public async Task StartAgainAsync()
    {
        ProcessStartInfo start = new(Program())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(Data);
        start.ArgumentList.Add("--address");
        start.ArgumentList.Add(Address);
        start.Environment["MYSTYLE_Studio__SamplePerson"] = _hasSample ? "true" : "false";
        start.Environment["MYSTYLE_Studio__OpenBrowser"] = "false";
        TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Process process = new() { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data, listening);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, listening);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The studio ended before it listened. It said:\n{Said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        Address = await listening.Task.WaitAsync(StartsWithin, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as a power cut would: nothing can be tidied up.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }

            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _data.Dispose();
    }

    private static string Program()
    {
        // artifacts/bin/Browser.Tests/CONFIGURATION -> artifacts/bin/Studio/CONFIGURATION
        DirectoryInfo here = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string name = OperatingSystem.IsWindows() ? "mystyle-studio.exe" : "mystyle-studio";
        string program = Path.Combine(here.Parent!.Parent!.FullName, "Studio", here.Name, name);
        return File.Exists(program) ? program : throw new FileNotFoundException($"{program} is not there: build the studio first.", program);
    }

    private void Hear(string? line, TaskCompletionSource<string> listening)
    {
        if (line is null)
        {
            return;
        }

        lock (_said)
        {
            _said.AppendLine(line);
        }

        if (line.StartsWith(Announcement, StringComparison.Ordinal))
        {
            listening.TrySetResult(line[Announcement.Length..].Trim().TrimEnd('/'));
        }
    }
}
