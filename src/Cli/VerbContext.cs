using System.CommandLine;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using static TorchSharp.torch;

namespace MyStyle.Cli;

/// <summary>What a running verb has at hand.</summary>
internal sealed class VerbContext(ParseResult parsed, EngineSettings settings, ConsoleReporter reporter, CancellationToken cancellation)
{
    /// <summary>Settings with the command line's options on top.</summary>
    public EngineSettings Settings => settings;

    /// <summary>Everything a person reads.</summary>
    public ConsoleReporter Reporter => reporter;

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Where models are looked for.</summary>
    public ModelDirectories Models { get; } = ModelDirectories.Create([.. settings.ModelDirectories]);

    /// <summary>Start of every random sequence.</summary>
    public int Seed => settings.Seed;

    /// <summary>The value of an option; its default if it was not given.</summary>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>The value of an option that must be there, or that has a default.</summary>
    public T Require<T>(Option<T> option) => parsed.GetRequiredValue(option);

    /// <summary>The value of an argument; its default if it was not given.</summary>
    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>The value of an argument that must be there.</summary>
    public T Require<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    /// <summary>Loads libtorch, tells what the user should know about it, and returns the device to work on.</summary>
    public EngineDevice LoadTorch()
    {
        TorchInfo torch = TorchRuntime.Load(settings.ToTorchOptions());
        foreach (string note in torch.Notes)
        {
            reporter.Warn(note);
        }

        return EngineDevice.Resolve(settings.Devices[0], torch);
    }

    /// <summary>Runs work with networks, all of it on one thread, and frees what it leaves behind.</summary>
    public async Task<T> OnEngineAsync<T>(Func<Toolbox, T> work)
    {
        using var thread = new EngineThread();
        return await thread.RunAsync(() =>
        {
            EngineDevice device = LoadTorch();
            using var scope = NewDisposeScope();
            using var toolbox = new Toolbox(Models, device, settings.FaceEmbedder, precision: PrecisionChoice.Resolve(settings.Precision, device));
            return work(toolbox);
        }).ConfigureAwait(false);
    }
}
