using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.People;

/// <summary>
/// The container of a <see cref="PersonDelta"/>: eight letters, a version, the lengths of two Brotli streams (the manifest, the
/// content), the SHA-256 of both, then the streams. Numbers are little-endian.
/// </summary>
internal static class DeltaFile
{
    private const int Version = 1;
    private const int HeaderLength = 8 + 4 + 8 + 8 + SHA256.HashSizeInBytes;
    private const int MostBytes = 1 << 30;

    private static ReadOnlySpan<byte> Magic => "MYSTYLE-"u8;

    public static void Write(string path, byte[] manifest, byte[] content)
    {
        byte[] first = Compress(manifest), second = Compress(content);
        byte[] body = [.. first, .. second];
        byte[] header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), first.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(20), second.Length);
        SHA256.HashData(body, header.AsSpan(28));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            stream.Write(body);
        });
    }

    public static (byte[] Manifest, byte[] Content) Read(string path)
    {
        byte[] file = ReadBytes(path);
        if (file.Length < HeaderLength || !file.AsSpan(0, 8).SequenceEqual(Magic))
        {
            throw new EngineException($"{path} is no person kept as a difference ({PersonDelta.Extension}), or it is cut off within its first bytes.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8));
        if (version != Version)
        {
            throw new EngineException($"{path} was made by a newer version of this program (format {version}, this one reads {Version}). Update mystyle to open it.");
        }

        long first = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(12)), second = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(20));
        long body = file.Length - HeaderLength;
        if (first is < 0 or > MostBytes || second is < 0 or > MostBytes || first + second != body)
        {
            throw new EngineException(first is >= 0 and <= MostBytes && second is >= 0 and <= MostBytes && body < first + second
                ? $"{path} is cut off: {body} of {first + second} bytes are there. Fetch it again."
                : $"{path} is damaged: its lengths do not agree. Fetch it again.");
        }

        if (!SHA256.HashData(file.AsSpan(HeaderLength)).AsSpan().SequenceEqual(file.AsSpan(28, SHA256.HashSizeInBytes)))
        {
            throw new EngineException($"{path} is damaged: its content has changed. Fetch it again.");
        }

        return (Expand(file, HeaderLength, (int)first, path), Expand(file, HeaderLength + (int)first, (int)second, path));
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
