using System.CommandLine;
using MyStyle.Engine.Runtime;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle devices</c>: which tensor library is loaded and where it can compute.</summary>
internal static class DevicesVerb
{
    public static Command Create() =>
        new Command("devices", "Show which tensor library is loaded and which devices it can use.").Runs(RunAsync);

    private static Task<object> RunAsync(VerbContext context)
    {
        EngineDevice chosen = context.LoadTorch();
        TorchInfo torch = TorchRuntime.Info!;
        context.Reporter.Say($"libtorch {torch.Version}, {(torch.IsBundled ? "bundled" : "your own")}, in {torch.Directory}");
        context.Reporter.Say($"devices {string.Join(", ", torch.Devices)}; in use {chosen}, {torch.Threads} threads");
        return Task.FromResult<object>(new
        {
            version = torch.Version,
            directory = torch.Directory,
            bundled = torch.IsBundled,
            devices = torch.Devices.Select(device => device.ToString()),
            device = chosen.ToString(),
            threads = torch.Threads,
            notes = torch.Notes,
        });
    }
}
