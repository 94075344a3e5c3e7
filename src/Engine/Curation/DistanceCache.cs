using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>Perceptual distances are dear: they are kept until the set of photos changes.</summary>
internal static class DistanceCache
{
    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true, Converters = { new Base64Floats() } };

    /// <summary>Distances of the accepted photos, of an even sample if there are many; null below two.</summary>
    public static PairDistances? Measure(IReadOnlyList<CuratedPhoto> accepted, CurationOptions options, string path)
    {
        int count = Math.Min(accepted.Count, options.MostDistances);
        if (count < 2)
        {
            return null;
        }

        CuratedPhoto[] sample = [.. Enumerable.Range(0, count).Select(i => accepted[(int)((long)i * accepted.Count / count)])];
        string text = $"{options.DistanceName}|{options.Size}|" + string.Join('|', sample.Select(p => FormattableString.Invariant($"{p.File}:{p.ContentHash}:{p.FaceIndex}")));
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (Read(path) is { } known && known.Key == key && known.Values.Length == count * count)
        {
            return known;
        }

        float[,] matrix = options.Distances!([.. sample.Select(p => ImageFile.Read(Path.Combine(options.OutputFolder, p.Aligned!)))]);
        if (matrix.GetLength(0) != count || matrix.GetLength(1) != count)
        {
            throw new InvalidOperationException($"Distances of {count} pictures are a [{count}, {count}] matrix, not [{matrix.GetLength(0)}, {matrix.GetLength(1)}].");
        }

        PairDistances measured = new(options.DistanceName, key, [.. sample.Select(p => p.File)], [.. matrix.Cast<float>()]);
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(measured, Json));
        return measured;
    }

    private static PairDistances? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<PairDistances>(File.ReadAllBytes(path), Json) : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // A damaged cache costs a measurement, nothing else.
            return null;
        }
    }
}
