using System.Globalization;

namespace MyStyle.Engine.Weights;

/// <summary>
/// One tensor of a generator in both layouts. The data are the same; rosinality's shape has
/// <paramref name="Leading"/> unit dimensions more in front and <paramref name="Trailing"/> more behind.
/// </summary>
internal sealed record GeneratorName(string Nvidia, string Rosinality, int Leading = 0, int Trailing = 0)
{
    /// <summary>The canonical shape, or null if the unit dimensions are not there.</summary>
    public long[]? CanonicalShape(IReadOnlyList<long> rosinality)
    {
        int rank = rosinality.Count - Leading - Trailing;
        bool units = rank >= 0 && rosinality.Take(Leading).Concat(rosinality.TakeLast(Trailing)).All(extent => extent == 1);
        return units ? [.. rosinality.Skip(Leading).Take(rank)] : null;
    }

    public long[] RosinalityShape(IReadOnlyList<long> canonical) =>
        [.. Enumerable.Repeat(1L, Leading), .. canonical, .. Enumerable.Repeat(1L, Trailing)];
}

/// <summary>The tensor names of a StyleGAN2 generator in NVIDIA's ada layout and in rosinality's.</summary>
internal static class GeneratorNames
{
    public static string Layer(int resolution, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"synthesis.b{resolution}.conv{index}");

    public static string ToRgb(int resolution) => string.Create(CultureInfo.InvariantCulture, $"synthesis.b{resolution}.torgb");

    public static string Mapping(int index) => string.Create(CultureInfo.InvariantCulture, $"mapping.fc{index}");

    /// <summary>Every tensor that both layouts carry, resampling kernels and the average code aside.</summary>
    public static IEnumerable<GeneratorName> All(int resolution, int mappingLayers)
    {
        for (int i = 0; i < mappingLayers; i++)
        {
            string style = string.Create(CultureInfo.InvariantCulture, $"style.{i + 1}");
            yield return new(Mapping(i) + ".weight", style + ".weight");
            yield return new(Mapping(i) + ".bias", style + ".bias");
        }

        yield return new("synthesis.b4.const", "input.input", Leading: 1);
        int noise = 0;
        for (int r = 4; r <= resolution; r *= 2)
        {
            foreach ((string nvidia, string rosinality) in Layers(r))
            {
                foreach (GeneratorName name in LayerNames(nvidia, rosinality, noise++))
                {
                    yield return name;
                }
            }

            string rgb = ToRgb(r);
            string toRgb = r == 4 ? "to_rgb1" : string.Create(CultureInfo.InvariantCulture, $"to_rgbs.{int.Log2(r) - 3}");
            yield return new(rgb + ".weight", toRgb + ".conv.weight", Leading: 1);
            yield return new(rgb + ".bias", toRgb + ".bias", Leading: 1, Trailing: 2);
            yield return new(rgb + ".affine.weight", toRgb + ".conv.modulation.weight");
            yield return new(rgb + ".affine.bias", toRgb + ".conv.modulation.bias");
        }
    }

    /// <summary>NVIDIA's buffers that hold the resampling kernel, which sums to 1.</summary>
    public static IEnumerable<string> NvidiaKernels(int resolution)
    {
        for (int r = 4; r <= resolution; r *= 2)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"synthesis.b{r}.resample_filter");
            foreach ((string nvidia, _) in Layers(r))
            {
                yield return nvidia + ".resample_filter";
            }
        }
    }

    /// <summary>Rosinality's buffers that hold the resampling kernel, which sums to 4.</summary>
    public static IEnumerable<string> RosinalityKernels(int resolution)
    {
        for (int j = 0; j < int.Log2(resolution) - 2; j++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"convs.{2 * j}.conv.blur.kernel");
            yield return string.Create(CultureInfo.InvariantCulture, $"to_rgbs.{j}.upsample.kernel");
        }
    }

    private static IEnumerable<(string Nvidia, string Rosinality)> Layers(int resolution)
    {
        if (resolution == 4)
        {
            yield return (Layer(4, 1), "conv1");
            yield break;
        }

        int j = int.Log2(resolution) - 3;
        yield return (Layer(resolution, 0), string.Create(CultureInfo.InvariantCulture, $"convs.{2 * j}"));
        yield return (Layer(resolution, 1), string.Create(CultureInfo.InvariantCulture, $"convs.{(2 * j) + 1}"));
    }

    private static GeneratorName[] LayerNames(string nvidia, string rosinality, int noise) =>
    [
        new(nvidia + ".weight", rosinality + ".conv.weight", Leading: 1),
        new(nvidia + ".bias", rosinality + ".activate.bias"),
        new(nvidia + ".affine.weight", rosinality + ".conv.modulation.weight"),
        new(nvidia + ".affine.bias", rosinality + ".conv.modulation.bias"),
        new(nvidia + ".noise_strength", rosinality + ".noise.weight", Leading: 1),
        new(nvidia + ".noise_const", string.Create(CultureInfo.InvariantCulture, $"noises.noise_{noise}"), Leading: 2),
    ];
}
