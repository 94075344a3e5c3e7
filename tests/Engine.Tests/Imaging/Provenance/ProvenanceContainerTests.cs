using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Imaging.Provenance;
using SkiaSharp;

namespace MyStyle.Engine.Tests.Imaging.Provenance;

/// <summary>Each format's own rules, checked by walking the files apart from the code under test.</summary>
public sealed class ProvenanceContainerTests
{
    [Fact]
    public void Png_Labelled_HasSoundChecksumsAndTheTextBeforeThePixels()
    {
        byte[] file = ProvenanceWriter.Embed(LabelledPictures.File("png"), LabelledPictures.Record);

        List<string> names = [];
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            names.Add(Encoding.ASCII.GetString(file, at + 4, 4));
            BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)).ShouldBe(Crc32(file.AsSpan(at + 4, 4 + length)), names[^1]);
            at += 12 + length;
        }

        names[0].ShouldBe("IHDR");
        names[1].ShouldBe("iTXt");
        names.Count(n => n == "iTXt").ShouldBe(1);
        names[^1].ShouldBe("IEND");
    }

    [Fact]
    public void Png_WithACompressedPacket_IsReadAndTheBombIsNot()
    {
        byte[] packet = XmpPacket.Write(LabelledPictures.Record);

        ProvenanceReader.Read(PngWithCompressed(packet)).ShouldBe(LabelledPictures.Record);
        ProvenanceReader.Read(PngWithCompressed([.. packet, .. Enumerable.Repeat((byte)' ', 17 << 20)])).ShouldBeNull();
        byte[] replaced = ProvenanceWriter.Embed(PngWithCompressed(packet), LabelledPictures.Record with { Description = "new" });
        LabelledPictures.Count(replaced, "XML:com.adobe.xmp"u8).ShouldBe(1);
    }

    [Fact]
    public void Jpeg_Labelled_HasTheSegmentAfterJfifAndExif()
    {
        byte[] jpeg = LabelledPictures.File("jpeg");
        byte[] exif = [0xFF, 0xE1, 0, 14, .. "Exif\0\0MM\0*\0\0"u8];
        int app0 = 4 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(4));
        jpeg[3].ShouldBe((byte)0xE0);
        byte[] camera = [.. jpeg[..app0], .. exif, .. jpeg[app0..]];

        byte[] file = ProvenanceWriter.Embed(camera, LabelledPictures.Record);

        file[..(app0 + exif.Length)].ShouldBe(camera[..(app0 + exif.Length)]);
        file[app0 + exif.Length].ShouldBe((byte)0xFF);
        file[app0 + exif.Length + 1].ShouldBe((byte)0xE1);
        Encoding.ASCII.GetString(file, app0 + exif.Length + 4, 29).ShouldBe("http://ns.adobe.com/xap/1.0/\0");
    }

    [Fact]
    public void Jpeg_WithALongRecipe_UsesSegmentsOfTheExtensionAndMissesNone()
    {
        ProvenanceRecord record = LabelledPictures.Record with { Parameters = "\"" + new string('x', 200_000) + "\"" };

        byte[] file = ProvenanceWriter.Embed(LabelledPictures.File("jpeg"), record);

        LabelledPictures.Count(file, "http://ns.adobe.com/xmp/extension/"u8).ShouldBe(4);
        int last = file.AsSpan().LastIndexOf("http://ns.adobe.com/xmp/extension/"u8);
        file[last] ^= 1;
        ProvenanceRecord kept = ProvenanceReader.Read(file).ShouldNotBeNull();
        kept.ShouldBe(LabelledPictures.Record with { Parameters = "{}", Description = "" });
    }

    [Theory]
    [InlineData("webp", 0x04)]
    [InlineData("webp lossless", 0x14)]
    [InlineData("webp extended", 0x14)]
    public void WebP_Labelled_AnnouncesThePacketInItsHeader(string kind, int flags)
    {
        byte[] file = ProvenanceWriter.Embed(LabelledPictures.File(kind), LabelledPictures.Record);

        BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)).ShouldBe(file.Length - 8);
        (file.Length & 1).ShouldBe(0);
        Encoding.ASCII.GetString(file, 12, 4).ShouldBe("VP8X");
        (file[20] & ~0x20).ShouldBe(flags);
        file[24..30].ShouldBe((byte[])[36, 0, 0, 20, 0, 0]);
        WebPChunks.Read(file)!.Select(c => c.Name).Where(n => n != "ICCP").Last().ShouldBe("XMP ");
    }

    [Fact]
    public void Gif_Labelled_IsOfTheVersionWithExtensionsAndCanBeWalkedBySubBlocks()
    {
        byte[] file = ProvenanceWriter.Embed(LabelledPictures.File("gif"), LabelledPictures.Record);

        Encoding.ASCII.GetString(file, 0, 6).ShouldBe("GIF89a");
        int at = file.AsSpan().IndexOf("XMP DataXMP"u8) - 1;
        while (file[at] != 0)
        {
            at += 1 + file[at];
        }

        at.ShouldBe(file.Length - 2);
        file[^1].ShouldBe((byte)0x3B);
        using SKCodec codec = SKCodec.Create(new MemoryStream(file));
        codec.Info.Width.ShouldBe(2);
        LabelledPictures.Pixels(file).ShouldBe([0, 0, 255, 255, 0, 0]);
    }

    [Fact]
    public void Gif_WithAPacketInSubBlocks_IsRead()
    {
        byte[] gif = LabelledPictures.File("gif");
        byte[] packet = XmpPacket.Write(LabelledPictures.Record);
        IEnumerable<byte> blocks = packet.Chunk(255).SelectMany(c => c.Prepend((byte)c.Length));
        byte[] file = [.. gif[..^1], 0x21, 0xFF, 11, .. "XMP DataXMP"u8, .. blocks, 0, 0x3B];

        ProvenanceReader.Read(file).ShouldBe(LabelledPictures.Record);
    }

    private static byte[] PngWithCompressed(byte[] packet)
    {
        using MemoryStream deflated = new();
        using (ZLibStream stream = new(deflated, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(packet);
        }

        byte[] chunk = [.. "iTXtXML:com.adobe.xmp"u8, 0, 1, 0, 0, 0, .. deflated.ToArray()];
        byte[] png = LabelledPictures.File("png");
        byte[] number = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(number, chunk.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(number.AsSpan(4), Crc32(chunk));
        return [.. png[..^12], .. number[..4], .. chunk, .. number[4..], .. png[^12..]];
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
