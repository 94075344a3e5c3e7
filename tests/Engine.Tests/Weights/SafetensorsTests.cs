using System.Buffers.Binary;
using System.Text;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

public class SafetensorsTests
{
    [Fact]
    public void WellFormed_IsRead()
    {
        WeightFile file = Read("""{"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[],"data_offsets":[4,8]},"a":{"dtype":"U8","shape":[2,2],"data_offsets":[0,4]}}""", 8);

        file.Tensors["a"].Shape.ShouldBe([2, 2]);
        file.Tensors["b"].Count.ShouldBe(1);
        file.Metadata.ShouldBe(new Dictionary<string, string> { ["k"] = "v" });
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 3, "cut off")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 5, "belong to no tensor")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", 4, "overlap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", 4, "hole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}""", 4, "two tensors called 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "another size")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""", 4, "another size")]
    [InlineData("""{"a":{"dtype":"U8","shape":[9223372036854775807,9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", 4, "another size")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296,0],"data_offsets":[0,4]}}""", 4, "another size")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}""", 4, "no valid place")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[-4,0]}}""", 4, "no valid place")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[9223372036854775803,9223372036854775807]}}""", 4, "cut off")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "F8_E4M3")]
    [InlineData("""{"a":{"dtype":5,"shape":[4],"data_offsets":[0,4]}}""", 4, "unreadable")]
    [InlineData("""{"a":{"dtype":"U8","shape":["4"],"data_offsets":[0,4]}}""", 4, "unreadable")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,4]}}""", 4, "unreadable")]
    [InlineData("""{"a":{"shape":[4],"data_offsets":[0,4]}}""", 4, "no type or shape")]
    [InlineData("""{"a":[0,4]}""", 4, "no valid place")]
    [InlineData("""{"__metadata__":{"a":5}}""", 0, "unreadable")]
    [InlineData("""{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{}}}}}}}}}""", 0, "unreadable")]
    [InlineData("""{"a":""", 0, "unreadable")]
    public void Malformed_IsNamed(string header, int data, string message) =>
        Should.Throw<EngineException>(() => Read(header, data)).Message.ShouldContain(message);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 62)]
    [InlineData(200_000_000UL)]
    [InlineData(3UL)]
    public void HeaderLength_OutOfBounds_IsNamed(ulong length)
    {
        var bytes = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        "{}"u8.CopyTo(bytes.AsSpan(8));

        Should.Throw<EngineException>(() => Safetensors.Read(MappedFile.Over("x.safetensors", bytes))).Message.ShouldContain("x.safetensors");
    }

    private static WeightFile Read(string header, int data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + data];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        return Safetensors.Read(MappedFile.Over("x.safetensors", bytes));
    }
}
