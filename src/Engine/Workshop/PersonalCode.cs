using System.Text.Json;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Workshop;

/// <summary>A picture of a person as coordinates over the person's anchors.</summary>
/// <param name="Alpha">[layers, N], the order of the person's photos.</param>
/// <param name="Code">[layers, dim W]</param>
public sealed record PersonalCode(RowMatrix Alpha, RowMatrix Code)
{
    private const string AnchorsKey = "anchors";

    /// <summary>Writes the coordinates together with the names of the anchors they count.</summary>
    /// <param name="path">A .safetensors file.</param>
    /// <param name="alpha">[layers, N]; null for codes outside alpha space.</param>
    /// <param name="code">[layers, dim W]</param>
    /// <param name="hull">The anchors.</param>
    public static void Write(string path, RowMatrix? alpha, RowMatrix code, AnchorHull hull)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(hull);
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal)
        {
            ["code"] = StoredTensor.FromFloats(code.ToFloats(), code.Rows, code.Columns),
        };
        if (alpha is not null)
        {
            tensors["alpha"] = StoredTensor.FromFloats(alpha.ToFloats(), alpha.Rows, alpha.Columns);
        }

        var metadata = new Dictionary<string, string> { [AnchorsKey] = JsonSerializer.Serialize(hull.Names) };
        SafetensorsWriter.Write(path, new WeightFile(tensors, metadata));
    }

    /// <summary>
    /// Reads a code: ours, or google/mystyle's alphas and W+ codes (<c>.pt</c>, <c>.npy</c>). A code without coordinates is
    /// expressed over the anchors as well as it can be.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="prior">The person.</param>
    /// <exception cref="EngineException">The file belongs to another person or another generator.</exception>
    public static PersonalCode Read(string path, PersonalPrior prior)
    {
        ArgumentNullException.ThrowIfNull(prior);
        AnchorHull hull = prior.Hull;
        WeightFile file = WeightReader.Read(path);
        if (file.Metadata.GetValueOrDefault(AnchorsKey) is { } names
            && JsonSerializer.Deserialize<string[]>(names) is { } list && !list.SequenceEqual(hull.Names, StringComparer.Ordinal))
        {
            throw new EngineException($"{path} was made for another person, or for this one before its photos changed. Project the picture again.");
        }

        if (file.Tensors.TryGetValue("alpha", out StoredTensor? alpha))
        {
            return OfAlpha(Rows(alpha), prior, path);
        }

        RowMatrix values = Rows(file.Tensors.TryGetValue("code", out StoredTensor? code) ? code : file.Tensors.Values.First());
        if (values.Columns == hull.Count && values.Columns != hull.Dimension)
        {
            return OfAlpha(values, prior, path);
        }

        if (values.Columns != hull.Dimension)
        {
            throw new EngineException(
                $"{path} has rows of {values.Columns} numbers; this person has {hull.Count} anchors in a W of {hull.Dimension} dimensions.");
        }

        return OfAlpha(RowMatrix.FromRows([.. Enumerable.Range(0, values.Rows).Select(row => hull.Coordinates(values.Row(row)))]), prior, path);
    }

    private static PersonalCode OfAlpha(RowMatrix alpha, PersonalPrior prior, string path)
    {
        if (alpha.Columns != prior.Hull.Count || (alpha.Rows != 1 && alpha.Rows != prior.LayerCount))
        {
            throw new EngineException(
                $"{path} holds [{alpha.Rows}, {alpha.Columns}] coordinates; this person takes [{prior.LayerCount}, {prior.Hull.Count}].");
        }

        RowMatrix full = alpha.Rows == 1 ? RowMatrix.Repeat(alpha.Row(0), prior.LayerCount) : alpha;
        return new PersonalCode(full, prior.Hull.Points(full));
    }

    /// <summary>The last two dimensions; leading ones must be 1.</summary>
    private static RowMatrix Rows(StoredTensor tensor)
    {
        int columns = (int)tensor.Shape[^1];
        int rows = tensor.Shape.Count > 1 ? (int)tensor.Shape[^2] : 1;
        return tensor.Count == (long)rows * columns
            ? RowMatrix.FromFloats(rows, columns, tensor.ToFloats())
            : throw new EngineException($"A code file holds one picture, not the shape [{string.Join(", ", tensor.Shape)}].");
    }
}
