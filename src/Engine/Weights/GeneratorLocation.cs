using System.Globalization;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>Where in a file a generator is: its layout and the prefix of its names.</summary>
/// <param name="IsNvidia">NVIDIA's layout; otherwise rosinality's.</param>
/// <param name="Root">Prefix of the whole generator, empty or ending in a dot.</param>
/// <param name="Synthesis">Prefix of the synthesis network: <c>Root</c>, or <c>Root</c> and <c>synthesis.</c>.</param>
internal sealed record GeneratorLocation(bool IsNvidia, string Root, string Synthesis)
{
    private const string NvidiaMark = "b4.const";
    private const string RosinalityMark = "input.input";

    public static GeneratorLocation Find(WeightFile file)
    {
        GeneratorLocation[] found = [.. file.Tensors.Keys.Select(Recognise).OfType<GeneratorLocation>()];
        if (found.Length == 0)
        {
            throw new EngineException(Explain(file));
        }

        // Training checkpoints hold the averaged generator, the one to use, next to the raw one and the discriminator.
        GeneratorLocation[] preferred = [.. found.Where(location => location.HasStep("g_ema") || location.HasStep("decoder"))];
        GeneratorLocation[] left = preferred.Length > 0 ? preferred : found;
        return left.Length == 1
            ? left[0]
            : left.SingleOrDefault(location => location.Root.Length == 0)
                ?? throw new EngineException(
                    $"The file holds several generators ({string.Join(", ", left.Take(4).Select(location => $"'{location.Root}'"))}), "
                    + "and none of them is called g_ema. Save the wanted one alone.");
    }

    /// <summary>The value called <paramref name="name"/> next to the generator or further up, nearest first.</summary>
    public T? Lookup<T>(IReadOnlyDictionary<string, T> values, string name)
        where T : class
    {
        for (string prefix = Root; ;)
        {
            if (values.TryGetValue(prefix + name, out T? value))
            {
                return value;
            }

            if (prefix.Length == 0)
            {
                return null;
            }

            prefix = prefix[..(prefix.AsSpan(0, prefix.Length - 1).LastIndexOf('.') + 1)];
        }
    }

    /// <summary>The clamp the file's metadata state, for the whole file or layer by layer as a pickled module does.</summary>
    public double? ConvClamp(WeightFile file)
    {
        string[] stated =
        [
            .. file.Metadata
                .Where(item => item.Key == "conv_clamp"
                    || (item.Key.StartsWith(Synthesis, StringComparison.Ordinal)
                        && item.Key.EndsWith(".conv_clamp", StringComparison.Ordinal)
                        && !item.Key.Contains("_init_kwargs", StringComparison.Ordinal)))
                .Select(item => item.Value)
                .Where(value => value.Length > 0 && value != "None")
                .Distinct(StringComparer.Ordinal),
        ];
        return stated switch
        {
            [] => null,
            [string one] when double.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out double clamp) && clamp > 0 => clamp,
            _ => throw new EngineException(
                $"The generator's layers clamp in different or unreadable ways ({string.Join(", ", stated)}), which is not supported."),
        };
    }

    private static GeneratorLocation? Recognise(string key)
    {
        if (EndsWithStep(key, RosinalityMark))
        {
            string root = key[..^RosinalityMark.Length];
            return new GeneratorLocation(false, root, root);
        }

        if (!EndsWithStep(key, NvidiaMark))
        {
            return null;
        }

        string synthesis = key[..^NvidiaMark.Length];
        return new GeneratorLocation(true, EndsWithStep(synthesis, "synthesis.") ? synthesis[..^"synthesis.".Length] : synthesis, synthesis);
    }

    private static bool EndsWithStep(string key, string end) =>
        key.EndsWith(end, StringComparison.Ordinal) && (key.Length == end.Length || key[key.Length - end.Length - 1] == '.');

    private static string Explain(WeightFile file)
    {
        if (file.Tensors.Keys.Any(key => key.EndsWith("synthesis.input.freqs", StringComparison.Ordinal)))
        {
            return "The file holds a StyleGAN3 generator; MyStyle needs a StyleGAN2 one.";
        }

        string some = string.Join(", ", file.Tensors.Keys.Take(3));
        return file.Tensors.Count == 0
            ? "The file holds no tensors, so no generator."
            : $"The file holds no StyleGAN2 generator in NVIDIA's or rosinality's layout; its first tensors are {some}.";
    }

    private bool HasStep(string step) => Root.Split('.').Contains(step, StringComparer.OrdinalIgnoreCase);
}
