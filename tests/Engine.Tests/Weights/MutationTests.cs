using CsCheck;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

/// <summary>Damaged files: whatever is done to them, they load or fail with an <see cref="EngineException"/>, within bounded memory.</summary>
public class MutationTests
{
    private const int Iterations = 150;

    // A file may unfold to four times its size and 64 MB; nodes, names and the rest come on top.
    private const long MaxAllocation = 300L << 20;

    [Theory]
    [InlineData("fixture_anchor_1xLx32.pt")]
    [InlineData("fixture_rosinality_zip.pt")]
    [InlineData("fixture_rosinality_legacy.pt")]
    [InlineData("fixture_mystyle_model_zip.pt")]
    [InlineData("fixture_nvidia_proto3.pkl")]
    [InlineData("fixture_nvidia_proto4.pkl")]
    [InlineData("tiny_sg2_r64_nvidia_keys.safetensors")]
    public void DamagedFixture_LoadsOrFailsClearly(string name) => Survives(File.ReadAllBytes(Golden.File(name)));

    [Fact]
    public void DamagedSmallFile_LoadsOrFailsClearly()
    {
        using var folder = new TemporaryFolder();
        GeneratorWeights tiny = GeneratorWeights.From(TinyGenerator.Rosinality());
        string path = Path.Combine(folder.Path, "tiny");
        TorchFile.WriteRosinality(path, tiny);
        Survives(File.ReadAllBytes(path));
        SafetensorsWriter.Write(path, tiny.ToNvidia());
        Survives(File.ReadAllBytes(path));
    }

    private static void Survives(byte[] whole)
    {
        // Structure sits at the ends of these files; most of the middle is numbers.
        Gen<int> position = Gen.OneOf(
            Gen.Int[0, whole.Length - 1],
            Gen.Int[0, Math.Min(whole.Length, 16_384) - 1],
            Gen.Int[Math.Max(0, whole.Length - 12_288), whole.Length - 1]);
        Gen<(int Kind, int At, int From, int Length, byte Value)> change =
            Gen.Select(Gen.Int[0, 5], position, position, Gen.Int[1, 64], Gen.Byte);

        change.Array[1, 4].Sample(
            changes =>
            {
                byte[] bytes = changes.Aggregate(whole, Apply);
                long before = GC.GetAllocatedBytesForCurrentThread();
                TryRead(bytes);
                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MaxAllocation);
            },
            iter: Iterations,
            threads: 1);
    }

    private static void TryRead(byte[] bytes)
    {
        try
        {
            WeightFile file = WeightReader.Read(MappedFile.Over("damaged", bytes));
            foreach (StoredTensor tensor in file.Tensors.Values)
            {
                ((long)tensor.Data.Length).ShouldBe(tensor.ByteLength);
            }

            _ = GeneratorWeights.From(file).ToNvidia();
            _ = GeneratorWeights.From(file).ToRosinality();
        }
        catch (EngineException failure)
        {
            failure.Message.ShouldNotBeNullOrWhiteSpace();
        }
    }

    private static byte[] Apply(byte[] bytes, (int Kind, int At, int From, int Length, byte Value) change)
    {
        int at = Math.Min(change.At, bytes.Length);
        int end = Math.Min(at + change.Length, bytes.Length);
        int from = Math.Min(change.From, bytes.Length);
        ReadOnlySpan<byte> part = bytes.AsSpan(from, Math.Min(change.Length, bytes.Length - from));
        byte[] copy = [.. bytes];
        switch (change.Kind)
        {
            case 0 when at < bytes.Length:
                copy[at] = change.Value;
                return copy;
            case 1 when at < bytes.Length:
                copy[at] ^= (byte)(1 << (change.Value & 7));
                return copy;
            case 2:
                copy.AsSpan(at, end - at).Fill(change.Value);
                return copy;
            case 3:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(end)];
            case 4:
                return [.. bytes.AsSpan(0, at), .. part, .. bytes.AsSpan(at)];
            default:
                return [.. bytes.AsSpan(0, at)];
        }
    }
}
