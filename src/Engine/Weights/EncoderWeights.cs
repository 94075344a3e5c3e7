using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>
/// The encoder half of a checkpoint: our own files (names at the top), and HyperStyle, pSp or e4e ones
/// (<c>state_dict</c> with <c>encoder.*</c> next to the decoder, <c>latent_avg</c>, <c>opts</c>). The decoder half is what
/// <see cref="GeneratorWeights.From"/> finds in the same file.
/// </summary>
public sealed class EncoderWeights
{
    private const string Mark = "input_layer.0.weight";

    private EncoderWeights(
        IReadOnlyDictionary<string, StoredTensor> tensors, StoredTensor? latentAverage, IReadOnlyDictionary<string, string> options)
    {
        Tensors = tensors;
        LatentAverage = latentAverage;
        Options = options;
    }

    /// <summary>Tensors by the encoder's own names: <c>input_layer.0.weight</c>, <c>body.3.res_layer.1.weight</c>, <c>linear.bias</c>, ….</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>What is added to the encoder's output: [w dim], or [layers, w dim] as pSp stores it; null if the file has none.</summary>
    public StoredTensor? LatentAverage { get; }

    /// <summary>
    /// Options by name as text: the checkpoint's <c>opts</c> (<c>encoder_type</c>, <c>start_from_latent_avg</c>, <c>output_size</c>,
    /// …; booleans are <c>True</c> and <c>False</c>), or our file's metadata.
    /// </summary>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>
    /// Whether <see cref="LatentAverage"/> is added to the output. Checkpoints say so in <c>start_from_latent_avg</c>; where
    /// nothing is said it is, as in every published encoder.
    /// </summary>
    public bool StartsFromLatentAverage => Options.GetValueOrDefault("start_from_latent_avg", "True") != "False";

    /// <summary>Finds the encoder in <paramref name="file"/>.</summary>
    /// <exception cref="EngineException">There is none, or several.</exception>
    public static EncoderWeights From(WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        string[] prefixes =
        [
            .. file.Tensors.Keys.Where(key => key == Mark || key.EndsWith("." + Mark, StringComparison.Ordinal)).Select(key => key[..^Mark.Length]),
        ];
        if (prefixes.Length > 1)
        {
            // HyperStyle checkpoints hold the W encoder next to the hypernetwork's own one.
            string[] named = [.. prefixes.Where(prefix => prefix is "" or "encoder." || prefix.EndsWith(".encoder.", StringComparison.Ordinal))];
            prefixes = named.Length > 0 ? named : prefixes;
        }

        string found = prefixes.Length switch
        {
            1 => prefixes[0],
            0 => throw new EngineException("The file holds no encoder of the IR-SE family (there is no 'input_layer.0.weight')."),
            _ => throw new EngineException(
                $"The file holds several encoders ({string.Join(", ", prefixes.Take(4))}). Use a checkpoint of the W encoder alone."),
        };
        var tensors = file.Tensors
            .Where(item => item.Key.StartsWith(found, StringComparison.Ordinal) && item.Key != found + "latent_avg")
            .ToDictionary(item => item.Key[found.Length..], item => item.Value, StringComparer.Ordinal);
        return new EncoderWeights(tensors, Average(file, found), ReadOptions(file));
    }

    private static StoredTensor? Average(WeightFile file, string prefix)
    {
        for (string at = prefix; ; at = at[..(at.AsSpan(0, at.Length - 1).LastIndexOf('.') + 1)])
        {
            if (file.Tensors.TryGetValue(at + "latent_avg", out StoredTensor? average))
            {
                // [1, w] and [1, layers, w] carry a batch dimension that means nothing.
                long[] shape = [.. average.Shape.SkipWhile((extent, i) => extent == 1 && i < average.Shape.Count - 1)];
                return shape.Length is 1 or 2
                    ? average.Reshape(shape)
                    : throw new EngineException($"The encoder's latent_avg has the shape {GeneratorShapes.Text(average.Shape)}; one row or one a layer makes sense.");
            }

            if (at.Length == 0)
            {
                return null;
            }
        }
    }

    private static Dictionary<string, string> ReadOptions(WeightFile file)
    {
        const string Prefix = "opts.";
        var options = file.Metadata
            .Where(item => item.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(item => item.Key[Prefix.Length..], item => item.Value, StringComparer.Ordinal);
        return options.Count > 0 ? options : new Dictionary<string, string>(file.Metadata, StringComparer.Ordinal);
    }
}
