using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.People;

/// <summary>What tuning changed in a generator: large tensors in steps, small ones as they are. What it left alone is not here.</summary>
/// <param name="Stepped">Differences by canonical name.</param>
/// <param name="Exact">New values of small tensors, in single precision, by canonical name.</param>
internal sealed record WeightDelta(IReadOnlyDictionary<string, QuantisedTensor> Stepped, IReadOnlyDictionary<string, float[]> Exact)
{
    /// <summary>Tensors of up to this many values are kept exactly: biases and strengths of noise.</summary>
    public const int Small = 1024;

    /// <summary>Takes the difference.</summary>
    /// <exception cref="EngineException">The generators differ in form, or a tuned value is no number.</exception>
    public static WeightDelta Create(GeneratorWeights prior, GeneratorWeights tuned, double relativeStep)
    {
        if (!prior.Architecture.Equals(tuned.Architecture) || !prior.Tensors.Keys.ToHashSet().SetEquals(tuned.Tensors.Keys))
        {
            throw new EngineException("The person's generator has another form than the prior, so it was not tuned from it. Nothing was written.");
        }

        var stepped = new SortedDictionary<string, QuantisedTensor>(StringComparer.Ordinal);
        var exact = new SortedDictionary<string, float[]>(StringComparer.Ordinal);
        double largest = prior.Tensors.Values.Max(tensor => tensor.Count);
        foreach ((string name, StoredTensor before) in prior.Tensors)
        {
            (float[] old, float[] now) = (before.ToFloats(), tuned.Tensors[name].ToFloats());
            if (!now.All(float.IsFinite))
            {
                throw new EngineException($"The person's generator is broken: '{name}' holds values that are no numbers. Nothing was written.");
            }

            if (old.Length > Small)
            {
                if (QuantisedTensor.Create(before, tuned.Tensors[name], relativeStep * Math.Sqrt(old.Length / largest)) is { } difference)
                {
                    stepped[name] = difference;
                }
            }
            else if (!old.AsSpan().SequenceEqual(now))
            {
                exact[name] = now;
            }
        }

        return new WeightDelta(stepped, exact);
    }

    /// <summary>The tuned generator, up to the rounding.</summary>
    public GeneratorWeights ApplyTo(GeneratorWeights prior)
    {
        var replaced = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach ((string name, QuantisedTensor difference) in Stepped)
        {
            replaced[name] = difference.ApplyTo(prior.Tensors[name]);
        }

        foreach ((string name, float[] values) in Exact)
        {
            replaced[name] = StoredTensor.FromFloats(values, [.. prior.Tensors[name].Shape]);
        }

        return prior.With(replaced);
    }
}
