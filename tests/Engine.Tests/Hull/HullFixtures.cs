using System.Text.Json;
using CsCheck;
using MyStyle.Engine.Hull;

namespace MyStyle.Engine.Tests.Hull;

/// <summary>Anchors and codes to try things on.</summary>
internal static class HullFixtures
{
    /// <summary>Hulls of 2 to 24 anchors in 2 to 16 dimensions: independent, dependent, with duplicates.</summary>
    public static readonly Gen<AnchorHull> Hulls =
        from count in Gen.Int[2, 24]
        from dimension in Gen.Int[2, 16]
        from duplicates in Gen.Int[0, 3]
        from values in Gen.Double[-2, 2].Array[count * dimension]
        select WithDuplicates(new RowMatrix(count, dimension, values), duplicates);

    /// <summary>Hulls of affinely independent anchors.</summary>
    public static readonly Gen<AnchorHull> IndependentHulls =
        from count in Gen.Int[2, 14]
        from values in Gen.Double[-2, 2].Array[count * 16]
        select new AnchorHull(new RowMatrix(count, 16, values));

    public static double[] Bell(PortableRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextBell())];

    public static RowMatrix Bell(PortableRandom random, int rows, int columns) => new(rows, columns, Bell(random, rows * columns));

    public static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        System.Numerics.Tensors.TensorPrimitives.Distance(a, b);

    /// <summary>The reference's optimum and edit; skips where fixtures are absent.</summary>
    public static GoldenEdit Golden()
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Fixtures.Golden.File("qp_and_edit.json")));
        JsonElement root = json.RootElement;
        return new GoldenEdit(
            Matrix(root.GetProperty("anchors")),
            Matrix(root.GetProperty("w")),
            Matrix(root.GetProperty("alpha")),
            root.GetProperty("beta").GetDouble(),
            root.GetProperty("objective").GetDouble(),
            Numbers(root.GetProperty("direction")),
            Numbers(root.GetProperty("gamma")),
            Numbers(root.GetProperty("direction_projected")),
            root.GetProperty("cosine").GetDouble(),
            Numbers(root.GetProperty("thetas_mag2_num11")));
    }

    private static AnchorHull WithDuplicates(RowMatrix anchors, int duplicates)
    {
        for (int i = 0; i < Math.Min(duplicates, anchors.Rows - 1); i++)
        {
            anchors.Row(i).CopyTo(anchors.Row(anchors.Rows - 1 - i));
        }

        return new AnchorHull(anchors);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    private static RowMatrix Matrix(JsonElement rows) => RowMatrix.FromRows([.. rows.EnumerateArray().Select(Numbers)]);
}

internal sealed record GoldenEdit(
    RowMatrix Anchors,
    RowMatrix Codes,
    RowMatrix Alpha,
    double Beta,
    double Objective,
    double[] Direction,
    double[] Gamma,
    double[] Projected,
    double Cosine,
    double[] Thetas);
