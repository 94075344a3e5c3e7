using System.Buffers.Binary;
using System.IO.Compression;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Weights.Pickling;
using MyStyle.Engine.Weights.Torch;

namespace MyStyle.Engine.Tests.Weights;

public class TorchReadersTests
{
    [Fact]
    public void StridedTensor_IsGathered()
    {
        // GANSpace's components: [80, 1, 512] with strides (1, 80, 80); here 3 and 4, from offset 2.
        float[] storage = [.. Enumerable.Range(0, 14).Select(i => (float)i)];

        StoredTensor tensor = Read(Archive(storage, offset: 2, shape: [3, 1, 4], strides: [1, 3, 3])).Tensors[WeightFile.Bare];

        tensor.Shape.ShouldBe([3, 1, 4]);
        tensor.ToFloats().ShouldBe([2, 5, 8, 11, 3, 6, 9, 12, 4, 7, 10, 13]);
    }

    [Fact]
    public void ExpandedRow_IsRepeated()
    {
        StoredTensor tensor = Read(Archive([1, 2], offset: 0, shape: [1, 3, 2], strides: [2, 0, 1])).Tensors[WeightFile.Bare];

        tensor.ToFloats().ShouldBe([1, 2, 1, 2, 1, 2]);
    }

    [Fact]
    public void SharedStorage_IsNotCopied()
    {
        byte[] archive = Zip(save => save.StateDict(
        [
            KeyValuePair.Create("a", StoredTensor.FromFloats([1, 2, 3, 4], 4)),
        ]));

        WeightFile file = WeightReader.Read(MappedFile.Over("x.pt", archive));

        file.Tensors["a"].Data.Span.Overlaps(archive).ShouldBeTrue();
    }

    [Theory]
    [InlineData("behind the storage", 1L, 2L, 1L)]
    [InlineData("negative offset", -1L, 2L, 1L)]
    [InlineData("negative stride", 1L, 2L, -1L)]
    [InlineData("overflowing extent", 0L, long.MaxValue, 1L)]
    [InlineData("overflowing stride", 0L, 2L, long.MaxValue)]
    [InlineData("a terabyte out of one value", 0L, 1L << 38, 0L)]
    [InlineData("a gigabyte out of one value", 0L, 1L << 28, 0L)]
    public void TensorThatIsNotInItsStorage_IsRefused(string what, long offset, long extent, long stride) =>
        Should.Throw<EngineException>(() => Read(Archive([1, 2], offset, [extent], [stride])), what);

    [Fact]
    public void TooManyDimensions_AreRefused() =>
        Should.Throw<EngineException>(() => Read(Archive([1], 0, [.. Enumerable.Repeat(1L, 17)], [.. Enumerable.Repeat(1L, 17)])));

    [Fact]
    public void ManyCopiesOfOneValue_AreRefusedTogether()
    {
        byte[] archive = Zip(save => save.Writer.Dictionary(
            [.. Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"t{i}", i))],
            _ => save.Tensor(StoredTensor.FromFloats([1], 1), 0, [1 << 20], [0])));

        Should.Throw<EngineException>(() => Read(archive)).Message.ShouldContain("unfolds");
    }

    [Fact]
    public void CompressedArchive_IsUnpacked()
    {
        byte[] plain = File.ReadAllBytes(Golden.File("fixture_anchor_1xLx32.pt"));

        WeightFile file = Read(Repack(plain, CompressionLevel.Optimal));

        file.Tensors.ShouldEqual(Read(plain).Tensors);
    }

    [Fact]
    public void CompressedArchive_ClaimingOtherSizes_IsRefused()
    {
        byte[] packed = Repack(File.ReadAllBytes(Golden.File("fixture_anchor_1xLx32.pt")), CompressionLevel.Optimal);
        foreach (uint claim in (uint[])[1, 100_000, 1_000_000_000, uint.MaxValue - 1])
        {
            byte[] bomb = [.. packed];
            for (int at = bomb.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0;)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(at + 24), claim);
                int next = bomb.AsSpan(at + 4).IndexOf("PK\u0001\u0002"u8);
                at = next < 0 ? -1 : at + 4 + next;
            }

            Should.Throw<EngineException>(() => Read(bomb), claim.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void ZipBomb_IsRefused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("archive/data.pkl", CompressionLevel.Fastest).Open();
            for (int i = 0; i < 200; i++)
            {
                entry.Write(new byte[1 << 20]);
            }
        }

        Should.Throw<EngineException>(() => Read(stream.ToArray())).Message.ShouldContain("unfolds");
    }

    [Fact]
    public void OtherArchive_IsNamed()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("holiday.jpg");
        }

        Should.Throw<EngineException>(() => Read(stream.ToArray())).Message.ShouldContain("no data.pkl");
    }

    [Fact]
    public void MissingStorage_IsNamed()
    {
        using var stream = new MemoryStream();
        var zip = new ZipWriter(stream);
        var pickle = new TorchPickle();
        pickle.Tensor(StoredTensor.FromFloats([1], 1));
        zip.Add("archive/data.pkl", pickle.Finish());
        zip.Finish();

        Should.Throw<EngineException>(() => Read(stream.ToArray())).Message.ShouldContain("no data '0'");
    }

    [Fact]
    public void BigEndianArchive_IsRefused()
    {
        using var stream = new MemoryStream();
        var zip = new ZipWriter(stream);
        zip.Add("a/data.pkl", [0x80, 2, (byte)'N', (byte)'.']);
        zip.Add("a/byteorder", "big"u8);
        zip.Finish();

        Should.Throw<EngineException>(() => Read(stream.ToArray())).Message.ShouldContain("big-endian");
    }

    [Fact]
    public void UntypedStorage_TakesTheTensorsType()
    {
        // torch 2: _rebuild_tensor_v3(UntypedStorage, offset, size, stride, requires_grad, hooks, dtype).
        using var stream = new MemoryStream();
        var zip = new ZipWriter(stream);
        var pickle = new PickleWriter();
        pickle.Global("torch._utils", "_rebuild_tensor_v3");
        pickle.Tuple(7, part =>
        {
            switch (part)
            {
                case 0:
                    StoragePart(pickle, "torch.storage", "UntypedStorage", "0", 4);
                    break;
                case 1:
                    pickle.Integer(0);
                    break;
                case 2:
                    pickle.Integers([2]);
                    break;
                case 3:
                    pickle.Integers([1]);
                    break;
                case 4:
                    pickle.Bool(false);
                    break;
                case 5:
                    pickle.Op('N');
                    break;
                default:
                    pickle.Global("torch", "float16");
                    break;
            }
        });
        pickle.Reduce();
        zip.Add("archive/data.pkl", pickle.Finish());
        zip.Add("archive/data/0", [0x00, 0x3C, 0x00, 0xC0]);
        zip.Finish();

        StoredTensor tensor = Read(stream.ToArray()).Tensors[WeightFile.Bare];

        tensor.Type.ShouldBe(ElementType.Float16);
        tensor.ToFloats().ShouldBe([1, -2]);
    }

    private static byte[] Archive(float[] storage, long offset, long[] shape, long[] strides) =>
        Zip(save => save.Tensor(StoredTensor.FromFloats(storage, storage.Length), offset, shape, strides));

    private static byte[] Zip(Action<TorchPickle> write)
    {
        using var stream = new MemoryStream();
        var zip = new ZipWriter(stream);
        var pickle = new TorchPickle();
        write(pickle);
        zip.Add("archive/data.pkl", pickle.Finish());
        foreach ((string key, ReadOnlyMemory<byte> data) in pickle.Storages)
        {
            zip.Add("archive/data/" + key, data.Span);
        }

        zip.Finish();
        return stream.ToArray();
    }

    private static void StoragePart(PickleWriter pickle, string module, string type, string key, long count)
    {
        pickle.Tuple(5, part =>
        {
            switch (part)
            {
                case 0:
                    pickle.Text("storage");
                    break;
                case 1:
                    pickle.Global(module, type);
                    break;
                case 2:
                    pickle.Text(key);
                    break;
                case 3:
                    pickle.Text("cuda:0");
                    break;
                default:
                    pickle.Integer(count);
                    break;
            }
        });
        pickle.Op('Q');
    }

    private static byte[] Repack(byte[] archive, CompressionLevel level)
    {
        using var source = new ZipArchive(new MemoryStream(archive));
        using var stream = new MemoryStream();
        using (var target = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries)
            {
                using Stream from = entry.Open();
                using Stream to = target.CreateEntry(entry.FullName, level).Open();
                from.CopyTo(to);
            }
        }

        return stream.ToArray();
    }

    private static WeightFile Read(byte[] bytes) => WeightReader.Read(MappedFile.Over("weights.pt", bytes));
}
