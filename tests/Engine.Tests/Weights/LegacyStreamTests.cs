using System.Text;
using CsCheck;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

public class LegacyStreamTests
{
    private static readonly byte[] Magic = [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];
    private static readonly byte[] Protocol = [0x80, 2, (byte)'M', 0xE9, 3, (byte)'.'];
    private static readonly byte[] System = Bytes("\u0080\u0002}U\rlittle_endian\u0088s.");

    [Fact]
    public void WrittenByPython2_IsRead()
    {
        // Byte strings for text, long integers for counts, an OrderedDict made of pairs, no hooks.
        byte[] tensor = Bytes(
            "ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00041234U\u0003cpu\u008A\u0001\u0002NtQK\0K\u0002\u0085K\u0001\u0085\u0089NtR");
        byte[] root = [0x80, 2, .. Bytes("ccollections\nOrderedDict\n](](U\nlin.weight"), .. tensor, .. Bytes("ee\u0085R.")];

        WeightFile file = Read([.. Magic, .. Protocol, .. System, .. root, .. Bytes("\u0080\u0002]U\u00041234a."), .. Count(2), .. Floats(1, -2)]);

        file.Tensors["lin.weight"].ToFloats().ShouldBe([1, -2]);
    }

    [Fact]
    public void ViewOfAStorage_IsCutOut()
    {
        byte[] root = Bytes(
            "\u0080\u0002ctorch._utils\n_rebuild_tensor\n((U\u0007storagectorch\nFloatStorage\nU\u0001aU\u0003cpuK\u0004(U\u0001bK\u0001K\u0002ttQK\0K\u0002\u0085K\u0001\u0085tR.");

        StoredTensor tensor = Read([.. Magic, .. Protocol, .. System, .. root, .. Bytes("\u0080\u0002]U\u0001aa."), .. Count(4), .. Floats(1, 2, 3, 4)])
            .Tensors[WeightFile.Bare];

        tensor.ToFloats().ShouldBe([2, 3]);
    }

    [Theory]
    [InlineData(3, 8, "cut off")]
    [InlineData(-1, 8, "cut off")]
    [InlineData(long.MaxValue, 8, "cut off")]
    [InlineData(1, 4, "does not fit")]
    public void StorageOfAnotherSize_IsNamed(long count, int bytes, string message)
    {
        byte[] root = Bytes("\u0080\u0002ctorch._utils\n_rebuild_tensor\n((U\u0007storagectorch\nFloatStorage\nU\u0001aU\u0003cpuK\u0002NtQK\0K\u0002\u0085K\u0001\u0085tR.");

        Should.Throw<EngineException>(() => Read([.. Magic, .. Protocol, .. System, .. root, .. Bytes("\u0080\u0002]U\u0001aa."), .. Count(count), .. new byte[bytes]]))
            .Message.ShouldContain(message);
    }

    [Fact]
    public void BigEndianStream_IsRefused()
    {
        byte[] system = Bytes("\u0080\u0002}U\rlittle_endian\u0089s.");

        Should.Throw<EngineException>(() => Read([.. Magic, .. Protocol, .. system])).Message.ShouldContain("big-endian");
    }

    /// <summary>Programs of plausible instructions get deeper into the machine than damaged files do.</summary>
    [Fact]
    public void RandomInstructions_LoadOrFailClearly()
    {
        string[] words =
        [
            "N", "\u0088", "K\u0001", "K\0", "K\u0002", "M\u0001\u0001", "U\u0001a", "X\u0001\0\0\0b", "C\u0004\0\0\u0080?", ")", "]", "}", "(", "t", "\u0085", "\u0086", "\u0087",
            "l", "d", "a", "e", "s", "u", "0", "1", "2", "q\0", "q\u0001", "h\0", "h\u0001", "\u0094", "R", "\u0081", "b", "Q", "\u008F", "\u0090", "o", "\u0093",
            "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch._utils\n_rebuild_parameter\n", "ctorch.storage\n_load_from_bytes\n", "ctorch\nFloatStorage\n",
            "ccollections\nOrderedDict\n", "cnumpy.core.multiarray\n_reconstruct\n", "cnumpy.core.multiarray\nscalar\n", "cnumpy\ndtype\n",
            "ctorch_utils.persistence\n_reconstruct_persistent_obj\n", "U\u0008_modules", "U\u000B_parameters", "U\u0005state", "U\u0002f4", "U\u0007storage",
            "((U\u0007storagectorch\nFloatStorage\nU\u0001aU\u0003cpuK\u0001NtQ", "c_codecs\nencode\n",
        ];
        byte[] keys = Bytes("\u0080\u0002]U\u0001aa.");

        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[1, 80].Sample(
            program =>
            {
                byte[] stream = [.. Magic, .. Protocol, .. System, 0x80, 2, .. Bytes(string.Concat(program)), (byte)'.', .. keys, .. Count(1), .. Floats(1)];
                try
                {
                    Read(stream);
                    Read([0x80, 2, .. Bytes(string.Concat(program)), (byte)'.']);
                }
                catch (EngineException failure)
                {
                    failure.Message.ShouldNotBeNullOrWhiteSpace();
                }
            },
            iter: 20_000,
            threads: 1);
    }

    private static WeightFile Read(byte[] bytes) => WeightReader.Read(MappedFile.Over("weights.pth", bytes));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Count(long count) => BitConverter.GetBytes(count);

    private static byte[] Floats(params float[] values) => StoredTensor.FromFloats(values, values.Length).Data.ToArray();
}
