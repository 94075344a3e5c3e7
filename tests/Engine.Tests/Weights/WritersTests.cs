using System.Buffers.Binary;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

public class WritersTests
{
    private static readonly string DemoPrior = Repository.Asset("models", "demo-faces-128.safetensors");

    [Fact]
    public void Safetensors_WrittenAndRead_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "all.safetensors");
        WeightFile file = EveryType();

        SafetensorsWriter.Write(path, file);
        WeightFile read = Safetensors.Read(path);

        read.Tensors.ShouldEqual(file.Tensors);
        read.Metadata.OrderBy(item => item.Key).ShouldBe(file.Metadata.OrderBy(item => item.Key));
    }

    [Fact]
    public void Safetensors_AnyOrder_GivesTheSameAlignedBytes()
    {
        using var folder = new TemporaryFolder();
        (string one, string other) = (Path.Combine(folder.Path, "one"), Path.Combine(folder.Path, "other"));
        WeightFile file = EveryType();

        SafetensorsWriter.Write(one, file);
        SafetensorsWriter.Write(other, new WeightFile(file.Tensors.Reverse().ToDictionary(), file.Metadata.Reverse().ToDictionary()));

        byte[] bytes = File.ReadAllBytes(one);
        File.ReadAllBytes(other).ShouldBe(bytes);
        (BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8).ShouldBe(0);
        Directory.GetFiles(folder.Path).Length.ShouldBe(2, "nothing temporary stays behind");
    }

    [Fact]
    public void Safetensors_FolderImpossible_IsAClearFailure()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a-file");
        File.WriteAllText(file, "in the way");
        Should.Throw<EngineException>(() => SafetensorsWriter.Write(Path.Combine(file, "weights.safetensors"), EveryType()))
            .Message.ShouldContain("cannot be written");
    }

    [Fact]
    public void WithFloats_Half_RoundsAndLeavesWhatDoesNotFit()
    {
        var file = new WeightFile(
            new Dictionary<string, StoredTensor>
            {
                ["fits"] = StoredTensor.FromFloats([1, 0.1f, -65504], 3),
                ["does not"] = StoredTensor.FromFloats([1, 70000], 2),
                ["kept"] = StoredTensor.FromFloats([0.1f], 1),
                ["integers"] = new StoredTensor(ElementType.UInt8, [2], new byte[] { 1, 2 }),
            },
            new Dictionary<string, string>());

        WeightFile half = file.WithFloats(ElementType.Float16, name => name != "kept");

        half.Tensors["fits"].Type.ShouldBe(ElementType.Float16);
        half.Tensors["fits"].ToFloats().ShouldBe([1, (float)(Half)0.1f, -65504]);
        half.Tensors["does not"].ShouldBeSameAs(file.Tensors["does not"]);
        half.Tensors["kept"].ShouldBeSameAs(file.Tensors["kept"]);
        half.Tensors["integers"].ShouldBeSameAs(file.Tensors["integers"]);
    }

    [Fact]
    public void TorchTensor_IsWhatTorchSaveWrites_ByteForByte()
    {
        string fixture = Golden.File("fixture_anchor_1xLx32.pt");
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "anchor.pt");
        StoredTensor anchor = WeightReader.Read(fixture).Tensors[WeightFile.Bare];

        TorchFile.Write(path, save => save.Tensor(anchor), new Dictionary<string, string>(), "fixture_anchor_1xLx32", byteOrder: false);

        ShouldBeSameFile(path, fixture);
    }

    [Fact]
    public void TorchCheckpoint_IsWhatTorchSaveWrites_ByteForByte()
    {
        string fixture = Golden.File("fixture_rosinality_zip.pt");
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "checkpoint.pt");
        WeightFile file = WeightReader.Read(fixture);
        KeyValuePair<string, StoredTensor>[] stateDict =
        [
            .. file.Tensors.Where(item => item.Key != "latent_avg").Select(item => KeyValuePair.Create(item.Key["g_ema.".Length..], item.Value)),
        ];

        TorchFile.Write(
            path,
            save => save.Checkpoint("g_ema", stateDict, [KeyValuePair.Create("latent_avg", file.Tensors["latent_avg"])]),
            new Dictionary<string, string>(),
            "fixture_rosinality_zip",
            byteOrder: false);

        ShouldBeSameFile(path, fixture);
    }

    [Fact]
    public void DemoPrior_ThroughBothTorchLayouts_ComesBackBitForBit()
    {
        using var folder = new TemporaryFolder();
        (string rosinality, string nvidia) = (Path.Combine(folder.Path, "rosinality.pt"), Path.Combine(folder.Path, "nvidia.pt"));
        WeightFile demo = Safetensors.Read(DemoPrior);

        TorchFile.WriteRosinality(rosinality, GeneratorWeights.From(demo));
        GeneratorWeights first = GeneratorWeights.From(WeightReader.Read(rosinality));
        TorchFile.WriteNvidia(nvidia, first);
        GeneratorWeights second = GeneratorWeights.From(WeightReader.Read(nvidia));

        first.ToRosinality().Tensors.ShouldEqual(demo.Tensors);
        second.ToRosinality().Tensors.ShouldEqual(demo.Tensors.Where(item => item.Key != "latent_std").ToDictionary());
    }

    [Fact]
    public void Clamp_WhichNoLayoutHasAPlaceFor_SurvivesBothLayouts()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "clamped.pt");
        GeneratorWeights clamped = GeneratorWeights.Create(GeneratorWeights.From(TinyGenerator.Rosinality()).Tensors, convClamp: 256);

        TorchFile.WriteRosinality(path, clamped);
        GeneratorWeights.From(WeightReader.Read(path)).Architecture.ShouldBe(clamped.Architecture);
        TorchFile.WriteNvidia(path, clamped);
        GeneratorWeights.From(WeightReader.Read(path)).Architecture.ShouldBe(clamped.Architecture);
    }

    [Fact]
    public void StateDict_EveryTypeAndManyTensors_ComesBack()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "state.pt");
        var tensors = new Dictionary<string, StoredTensor>(EveryType().Tensors);
        for (int i = 0; i < 2001; i++)
        {
            tensors[$"many.{i}"] = StoredTensor.FromFloats([i], 1);
        }

        TorchFile.WriteStateDict(path, new WeightFile(tensors, new Dictionary<string, string>()));

        WeightReader.Read(path).Tensors.ShouldEqual(tensors);
    }

    /// <summary>
    /// Writes the files that a machine with PyTorch opens: set MYSTYLE_TORCH_EXPORT to a folder, carry it there, and run torch.load on
    /// each .pt next to the .safetensors of the same tensors.
    /// </summary>
    [Fact]
    public void TorchExport_ForACheckByPyTorch()
    {
        using var folder = new TemporaryFolder();
        string target = Environment.GetEnvironmentVariable("MYSTYLE_TORCH_EXPORT") is { Length: > 0 } asked ? Directory.CreateDirectory(asked).FullName : folder.Path;
        GeneratorWeights demo = GeneratorWeights.From(Safetensors.Read(DemoPrior));
        WeightFile types = EveryType();

        TorchFile.WriteRosinality(Path.Combine(target, "rosinality.pt"), demo);
        SafetensorsWriter.Write(Path.Combine(target, "rosinality.safetensors"), demo.ToRosinality());
        TorchFile.WriteNvidia(Path.Combine(target, "nvidia.pt"), demo);
        SafetensorsWriter.Write(Path.Combine(target, "nvidia.safetensors"), demo.ToNvidia());
        TorchFile.WriteStateDict(Path.Combine(target, "types.pt"), types);
        SafetensorsWriter.Write(Path.Combine(target, "types.safetensors"), types);
        TorchFile.WriteTensor(Path.Combine(target, "tensor.pt"), demo.WAvg!.Reshape(1, 512));

        string[] written = [.. Directory.GetFiles(target, "*.pt").Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path))];
        written.ShouldBe(["nvidia.pt", "rosinality.pt", "tensor.pt", "types.pt"]);
        foreach (string pair in (string[])["rosinality", "nvidia", "types"])
        {
            WeightFile expected = Safetensors.Read(Path.Combine(target, pair + ".safetensors"));
            foreach ((string name, StoredTensor tensor) in WeightReader.Read(Path.Combine(target, pair + ".pt")).Tensors)
            {
                string own = name.StartsWith("g_ema.", StringComparison.Ordinal) ? name["g_ema.".Length..] : name;
                tensor.ShouldEqual(expected.Tensors[own], name);
            }
        }
    }

    private static void ShouldBeSameFile(string actual, string expected)
    {
        (byte[] a, byte[] b) = (File.ReadAllBytes(actual), File.ReadAllBytes(expected));
        int same = a.AsSpan().CommonPrefixLength(b);
        (same == a.Length && same == b.Length).ShouldBeTrue($"they differ from byte {same} on; {a.Length} and {b.Length} bytes");
    }

    private static WeightFile EveryType()
    {
        var tensors = new Dictionary<string, StoredTensor>();
        foreach (ElementType type in Enum.GetValues<ElementType>())
        {
            int size = StoredTensor.SizeOf(type);
            byte[] bytes = [.. Enumerable.Range(0, 6 * size).Select(i => type == ElementType.Bool ? (byte)(i & 1) : (byte)(i * 7))];
            tensors["a." + type] = new StoredTensor(type, [2, 3], bytes);
            tensors["scalar." + type] = new StoredTensor(type, [], bytes.AsMemory(0, size));
        }

        tensors["empty"] = new StoredTensor(ElementType.Float32, [0, 4], ReadOnlyMemory<byte>.Empty);
        return new WeightFile(tensors, new Dictionary<string, string> { ["zeta"] = "ü \"quoted\"", ["alpha"] = "1" });
    }
}
