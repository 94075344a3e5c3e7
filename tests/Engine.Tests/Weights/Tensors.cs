using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

/// <summary>What the tests of this folder share: bit-exact comparison of tensors.</summary>
internal static class Tensors
{
    public static void ShouldEqual(this StoredTensor actual, StoredTensor expected, string name)
    {
        actual.Type.ShouldBe(expected.Type, name);
        actual.Shape.ShouldBe(expected.Shape, name);
        actual.Data.Length.ShouldBe(checked((int)expected.ByteLength), name);
        actual.Data.Span.SequenceEqual(expected.Data.Span).ShouldBeTrue($"{name}: the bytes differ");
    }

    /// <summary>Same names, types, shapes and bytes, nothing more and nothing less.</summary>
    public static void ShouldEqual(this IReadOnlyDictionary<string, StoredTensor> actual, IReadOnlyDictionary<string, StoredTensor> expected)
    {
        actual.Keys.Order(StringComparer.Ordinal).ShouldBe(expected.Keys.Order(StringComparer.Ordinal));
        foreach ((string name, StoredTensor tensor) in expected)
        {
            actual[name].ShouldEqual(tensor, name);
        }
    }
}
