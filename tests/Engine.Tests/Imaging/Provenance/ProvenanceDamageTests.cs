using CsCheck;
using MyStyle.Engine.Imaging.Provenance;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Imaging.Provenance;

/// <summary>Whatever the bytes are, reading returns something or nothing, and writing works or says that it does not.</summary>
public sealed class ProvenanceDamageTests
{
    private const int Iterations = 1500;

    [Theory]
    [MemberData(nameof(LabelledPictures.Kinds), MemberType = typeof(LabelledPictures))]
    public void DamagedFile_IsReadOrNot(string kind)
    {
        ProvenanceRecord record = LabelledPictures.Record with { Parameters = kind == "jpeg" ? "\"" + new string('x', 70_000) + "\"" : "{}" };
        byte[] whole = ProvenanceWriter.Embed(LabelledPictures.File(kind), record);
        Gen<int> position = Gen.OneOf(Gen.Int[0, whole.Length - 1], Gen.Int[0, Math.Min(whole.Length, 80) - 1]);
        Gen<(int At, byte Value)[]> changes = Gen.Select(position, Gen.OneOf(Gen.Byte, LabelledPictures.OneOf<byte>(0, 0x7F, 0xFF))).Array[0, 6];

        Gen.Select(changes, Gen.OneOf(Gen.Const(whole.Length), position)).Sample(
            (changed, length) =>
            {
                byte[] bytes = [.. whole];
                foreach ((int at, byte value) in changed)
                {
                    bytes[at] = value;
                }

                Survives(bytes[..length]);
            },
            iter: Iterations,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(LabelledPictures.Kinds), MemberType = typeof(LabelledPictures))]
    public void FileCutAnywhere_IsReadOrNot(string kind)
    {
        byte[] whole = ProvenanceWriter.Embed(LabelledPictures.File(kind), LabelledPictures.Record);
        for (int length = 0; length < whole.Length; length++)
        {
            Survives(whole[..length]);
        }
    }

    [Fact]
    public void NoiseBehindASignature_IsReadOrNot()
    {
        byte[][] starts =
        [
            [], [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], [0xFF, 0xD8, 0xFF], [.. "RIFF\u0001\0\0\0WEBP"u8], [.. "RIFF\u0030\0\0\0WEBPVP8X"u8], [.. "GIF89a"u8],
        ];
        Gen.Select(LabelledPictures.OneOf(starts), Gen.OneOf(Gen.Byte, LabelledPictures.OneOf<byte>(0, 0x21, 0x2C, 0xFF, 0xE1)).Array[0, 120])
            .Sample((start, noise) => Survives([.. start, .. noise]), iter: 4 * Iterations, threads: 1);
    }

    private static void Survives(byte[] bytes)
    {
        _ = ProvenanceReader.Read(bytes);
        try
        {
            byte[] labelled = ProvenanceWriter.Embed(bytes, LabelledPictures.Record);
            ProvenanceReader.Read(labelled).ShouldBe(LabelledPictures.Record);
        }
        catch (EngineException failure)
        {
            failure.Message.ShouldNotBeNullOrWhiteSpace();
        }
    }
}
