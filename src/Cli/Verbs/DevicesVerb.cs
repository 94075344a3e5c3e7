using System.CommandLine;
using System.Globalization;
using MyStyle.Engine.Benchmarks;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Runtime;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle devices</c>: which tensor library is loaded and where it can compute.</summary>
internal static class DevicesVerb
{
    private static readonly Option<bool> Check = new("--check")
    {
        Description = "Compare steps of random networks, gradients included, with the same in single precision on the CPU.",
    };

    public static Command Create() =>
        new Command("devices", "Show which tensor library is loaded and which devices it can use.") { Check }.Runs(RunAsync);

    private static async Task<object> RunAsync(VerbContext context)
    {
        EngineDevice chosen = context.LoadTorch();
        TorchInfo torch = TorchRuntime.Info!;
        context.Reporter.Say($"libtorch {torch.Version}, {(torch.IsBundled ? "bundled" : "your own")}, in {torch.Directory}");
        context.Reporter.Say($"devices {string.Join(", ", torch.Devices)}; in use {chosen}, {torch.Threads} threads");
        string? kernels = chosen.IsCuda
            ? await context.OnEngineAsync(toolbox => OwnKernels.Describe(toolbox.Device)).ConfigureAwait(false)
            : null;
        if (kernels is not null)
        {
            context.Reporter.Say($"kernels between the convolutions: {kernels}");
        }

        IReadOnlyList<KernelDifference> check = context.Require(Check)
            ? await context.OnEngineAsync(toolbox => KernelCheck.Run(toolbox.Device, toolbox.Precision)).ConfigureAwait(false)
            : [];
        if (check.Count > 0)
        {
            context.Reporter.Table(
                ["difference from the CPU", "libtorch", "own kernels"],
                check.Select(row => (string[])[row.What, row.LibTorch.ToString("g2", CultureInfo.InvariantCulture), row.Own.ToString("g2", CultureInfo.InvariantCulture)]));
        }

        if (check.FirstOrDefault(row => !row.IsFine) is { } wrong)
        {
            throw new EngineException(
                $"The kernels err on this device ({wrong.What}). Set Engine:CudaKernels to false, and tell us which device and driver it is.");
        }

        return new
        {
            version = torch.Version,
            directory = torch.Directory,
            bundled = torch.IsBundled,
            devices = torch.Devices.Select(device => device.ToString()),
            device = chosen.ToString(),
            threads = torch.Threads,
            kernels,
            check,
            notes = torch.Notes,
        };
    }
}
