using System.CommandLine;
using System.Globalization;
using System.Numerics;
using MyStyle.Engine.Benchmarks;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle bench</c>: how fast this machine runs every part of the method, with networks of the true shape and random weights.</summary>
internal static class BenchVerb
{
    private const int LargestResolution = 2048;

    private static readonly BenchmarkOptions Defaults = new();

    private static readonly Option<int> Resolution = new("--resolution")
    {
        Description = "Side of the pictures, a power of two.",
        HelpName = "PX",
        DefaultValueFactory = _ => Defaults.Resolution,
    };

    private static readonly Option<string?> Prior = new("--prior")
    {
        Description = "A generator to measure instead of random weights of full width: a name of 'mystyle models list' or a file.",
        HelpName = "P",
    };

    private static readonly Option<string> Batch = new("--batch")
    {
        Description = "Pictures a pass, one number or several.",
        HelpName = "LIST",
        DefaultValueFactory = _ => string.Join(',', Defaults.Batches),
    };

    private static readonly Option<string?> PrecisionName = new("--precision")
    {
        Description = "auto, fp32, tf32 or bf16 [default: Engine:Precision, auto].",
        HelpName = "P",
    };

    private static readonly Option<int> Anchors = new("--anchors")
    {
        Description = "Photos of the tuning and anchors of the hull.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Anchors,
    };

    private static readonly Option<int> Runs = new("--runs")
    {
        Description = "Most runs a measurement; their median counts.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.Runs,
    };

    private static readonly Option<int> WarmUp = new("--warm-up")
    {
        Description = "Runs before them that do not count.",
        HelpName = "N",
        DefaultValueFactory = _ => Defaults.WarmUp,
    };

    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "A measurement ends after this time, but not before three runs.",
        HelpName = "S",
        DefaultValueFactory = _ => Defaults.Seconds,
    };

    private static readonly Option<string?> Only = new("--only")
    {
        Description = $"Parts to measure, of {string.Join(", ", SpeedBenchmark.Parts)} [default: all].",
        HelpName = "LIST",
    };

    public static Command Create()
    {
        var bench = new Command("bench", "Measure how fast this machine is: medians of every part and of whole steps.");
        foreach (Option option in (Option[])[Resolution, Prior, Batch, PrecisionName, Anchors, Runs, WarmUp, Seconds, Only])
        {
            bench.Options.Add(option);
        }

        return bench.Runs(RunAsync);
    }

    private static async Task<object> RunAsync(VerbContext context)
    {
        BenchmarkOptions options = Read(context);
        context.Settings.Precision = context.Get(PrecisionName) ?? context.Settings.Precision;
        BenchmarkReport report = await context.OnEngineAsync(toolbox =>
            new SpeedBenchmark(toolbox, options, context.Cancellation).Run(new Announcement(context))).ConfigureAwait(false);
        Show(context, report);
        return report;
    }

    private static BenchmarkOptions Read(VerbContext context)
    {
        int resolution = context.Require(Resolution);
        if (resolution is < 8 or > LargestResolution || !BitOperations.IsPow2(resolution))
        {
            throw new UsageException($"--resolution takes a power of two from 8 to {LargestResolution}, not {resolution}.");
        }

        if (context.Get(PrecisionName) is { } name)
        {
            try
            {
                PrecisionChoice.Parse(name);
            }
            catch (EngineException e)
            {
                throw new UsageException($"--precision: {e.Message}");
            }
        }

        string[] parts = context.Get(Only)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (parts.FirstOrDefault(part => !SpeedBenchmark.Parts.Contains(part)) is { } unknown)
        {
            throw new UsageException($"--only takes {string.Join(", ", SpeedBenchmark.Parts)}, not '{unknown}'.");
        }

        if (context.Require(Anchors) < 2 || context.Require(Runs) < 1 || context.Require(WarmUp) < 0 || !(context.Require(Seconds) >= 0))
        {
            throw new UsageException("--anchors must be at least 2, --runs at least 1, --warm-up and --seconds not negative.");
        }

        return new BenchmarkOptions
        {
            Resolution = resolution,
            Prior = context.Get(Prior) is { } prior ? GeneratorWeights.From(WeightReader.Read(context.Models.Require(prior))) : null,
            Batches = [.. context.Require(Batch).Split(',').Select(Size)],
            Anchors = context.Require(Anchors),
            Runs = context.Require(Runs),
            WarmUp = context.Require(WarmUp),
            Seconds = context.Require(Seconds),
            Parts = parts,
            Devices = context.Settings.Devices is [_, _, ..] several ? [.. several.Select(device => EngineDevice.Parse(device) ?? EngineDevice.Cpu)] : [],
            Photos = Assets.Find("sample-person"),
        };
    }

    private static int Size(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is >= 1 and <= 1024
            ? size
            : throw new UsageException($"--batch takes numbers from 1 on, such as 1,8, not '{text}'.");

    private static void Show(VerbContext context, BenchmarkReport report)
    {
        context.Reporter.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Machine}; {report.Device}, {report.Precision}{(report.Kernels is { } kernels ? $", kernels {kernels}" : "")}, {report.Threads} threads, libtorch {report.LibTorch}; {report.Resolution} px, {report.Anchors} anchors"));
        context.Reporter.Table(
            ["", "batch", "ms", "ms a picture", "fastest", "processor", "runs", "G/s"],
            report.Items.Select(item => (string[])
            [
                item.Name, Text(item.Batch), Text(item.Milliseconds), Text(item.PerPicture), Text(item.Fastest), Text(item.ProcessorMilliseconds), Text(item.Runs),
                item.GigaPerSecond is { } rate ? Text(rate) : "",
            ]));
        string device = report.DeviceMemory is { } used ? $"; {Gigabytes(used)} on the device" : "";
        context.Reporter.Say($"Most memory: {Gigabytes(report.PeakMemory)}{device}. {Text(report.GigaMultiplyAdds)} GMAC a picture. G/s: 10^9 operations a second, bytes for the copy.");
    }

    private static string Text(double value) => value.ToString(value switch { >= 100 => "0", >= 1 => "0.0", _ => "0.000" }, CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Gigabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB");

    private sealed class Announcement(VerbContext context) : IProgress<string>
    {
        public void Report(string value) => context.Reporter.Say($"measuring {value}");
    }
}
