using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.People;

/// <summary>
/// The container of a <see cref="PersonDelta"/>: eight letters, a version, three lengths, the SHA-256 of what follows, then the
/// manifest and the small parts, both through Brotli, and the packed weights. Numbers are little-endian.
/// </summary>
internal static class DeltaFile
{
    private const int Version = 1;
    private const int Sections = 3;
    private const int Lengths = 12;
    private const int Checksum = Lengths + (4 * Sections);
    private const int HeaderLength = Checksum + SHA256.HashSizeInBytes;
    private const int MostBytes = 1 << 30;

    private static ReadOnlySpan<byte> Magic => "MYSTYLE-"u8;

    public static void Write(string path, byte[] manifest, byte[] parts, byte[] weights)
    {
        byte[][] sections = [Compress(manifest), Compress(parts), weights];
        byte[] body = [.. sections.SelectMany(section => section)];
        byte[] header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        for (int i = 0; i < Sections; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Lengths + (4 * i)), sections[i].Length);
        }

        SHA256.HashData(body, header.AsSpan(Checksum));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            stream.Write(body);
        });
    }

    public static (byte[] Manifest, byte[] Parts, byte[] Weights) Read(string path)
    {
        byte[] file = ReadBytes(path);
        if (file.Length < HeaderLength || !file.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new EngineException($"{path} is no person kept as a difference ({PersonDelta.Extension}), or it is cut off within its first bytes.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8));
        if (version != Version)
        {
            throw new EngineException($"{path} was made by a newer version of this program (format {version}, this one reads {Version}). Update mystyle to open it.");
        }

        int[] lengths = [.. Enumerable.Range(0, Sections).Select(i => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(Lengths + (4 * i))))];
        long body = file.Length - HeaderLength, announced = lengths.Sum(length => (long)length);
        if (lengths.Min() < 0 || announced != body)
        {
            throw new EngineException(lengths.Min() >= 0 && body < announced
                ? $"{path} is cut off: {body} of {announced} bytes are there. Fetch it again."
                : $"{path} is damaged: its lengths do not agree. Fetch it again.");
        }

        if (!SHA256.HashData(file.AsSpan(HeaderLength)).AsSpan().SequenceEqual(file.AsSpan(Checksum, SHA256.HashSizeInBytes)))
        {
            throw new EngineException($"{path} is damaged: its content has changed. Fetch it again.");
        }

        return (
            Expand(file, HeaderLength, lengths[0], path),
            Expand(file, HeaderLength + lengths[0], lengths[1], path),
            file[(HeaderLength + lengths[0] + lengths[1])..]);
    }

    private static byte[] ReadBytes(string path)
    {
        if (!File.Exists(path))
        {
            throw new EngineException($"There is no file {path}.");
        }

        return new FileInfo(path).Length <= MostBytes ? File.ReadAllBytes(path) : throw new EngineException($"{path} is too large for a person kept as a difference.");
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var brotli = new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        return output.ToArray();
    }

    /// <summary>Unpacks; a stream that unpacks to more than any person needs is refused before it fills the memory.</summary>
    private static byte[] Expand(byte[] file, int offset, int length, string path)
    {
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(file, offset, length), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[1 << 17];
            for (int read; (read = brotli.Read(buffer)) > 0;)
            {
                if (output.Length + read > MostBytes)
                {
                    throw new EngineException($"{path} is damaged: it unpacks to more than {MostBytes} bytes.");
                }

                output.Write(buffer, 0, read);
            }

            return output.ToArray();
        }
        catch (Exception e) when (e is InvalidOperationException or InvalidDataException)
        {
            throw new EngineException($"{path} is damaged: it cannot be unpacked.", e);
        }
    }
}
