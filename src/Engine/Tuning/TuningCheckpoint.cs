using System.Globalization;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tuning;

/// <summary>
/// A tuning on disk, part-way: weights and both moments in full precision, the number of steps, and what the run was started
/// with. A run continued from it equals one that was never interrupted, bit for bit.
/// </summary>
public static class TuningCheckpoint
{
    private const string Kind = "mystyle-tuning";
    private const string Values = "values";
    private const string FirstMoment = "first_moment";
    private const string SecondMoment = "second_moment";

    /// <summary>Writes the run's state; a crash while writing leaves the previous file.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="session">The run.</param>
    /// <param name="run">What the run was started with, such as hashes of prior and photos; checked when it is continued.</param>
    /// <param name="state">What else to keep; not checked, handed back by <see cref="Restore"/>.</param>
    public static void Save(
        string path, TuningSession session, IReadOnlyDictionary<string, string> run, IReadOnlyDictionary<string, string>? state = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(run);
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal)
        {
            [Values] = session.Generator.Parameters.Values.ToStored(),
            [FirstMoment] = session.Optimiser.FirstMoment.ToStored(),
            [SecondMoment] = session.Optimiser.SecondMoment.ToStored(),
        };
        var metadata = new Dictionary<string, string>(run, StringComparer.Ordinal)
        {
            ["kind"] = Kind,
            ["steps"] = session.StepsTaken.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string key, string value) in state ?? new Dictionary<string, string>())
        {
            metadata[key] = value;
        }

        SafetensorsWriter.Write(path, new WeightFile(tensors, metadata));
    }

    /// <summary>Brings a freshly prepared run to where the file left off.</summary>
    /// <param name="path">File to read.</param>
    /// <param name="session">The run, with the prior's weights, no step taken.</param>
    /// <param name="run">What this run is started with; must equal what the file says.</param>
    /// <returns>Everything the file says, the state kept with it included.</returns>
    /// <exception cref="EngineException">The file is no checkpoint, or one of a different run.</exception>
    public static IReadOnlyDictionary<string, string> Restore(string path, TuningSession session, IReadOnlyDictionary<string, string> run)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(run);
        WeightFile file = Safetensors.Read(path);
        if (file.Metadata.GetValueOrDefault("kind") != Kind
            || !long.TryParse(file.Metadata.GetValueOrDefault("steps"), CultureInfo.InvariantCulture, out long steps))
        {
            throw new EngineException($"{path} is no checkpoint of a training.");
        }

        if (run.FirstOrDefault(entry => file.Metadata.GetValueOrDefault(entry.Key) != entry.Value) is { Key: { } key } different)
        {
            throw new EngineException(
                $"The training was started with another {key} ({file.Metadata.GetValueOrDefault(key) ?? "unknown"}) than now ({different.Value}). "
                + "Give the same settings again, or start anew without --resume.");
        }

        long length = session.Generator.Parameters.Values.numel();
        if (((string[])[Values, FirstMoment, SecondMoment]).Any(name => file.Tensors.GetValueOrDefault(name)?.Count != length))
        {
            throw new EngineException($"{path} belongs to a generator of another size. Start anew without --resume.");
        }

        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        Device device = session.Generator.Device;
        session.Generator.Parameters.Values.copy_(file.Tensors[Values].ToTensor(device));
        session.Optimiser.Restore(file.Tensors[FirstMoment].ToTensor(device), file.Tensors[SecondMoment].ToTensor(device), steps);
        return file.Metadata;
    }
}
