using System.Security.Cryptography;

namespace MyStyle.Studio.Files;

/// <summary>Writes what is sent to a file, and knows its hash when it is there.</summary>
internal static class Receiver
{
    private const int Piece = 1 << 17;

    /// <summary>Copies a stream to its end, at most <paramref name="most"/> bytes.</summary>
    /// <returns>The length, and the content hash in lower-case hex.</returns>
    /// <exception cref="TooMuchException">It is longer.</exception>
    public static async Task<(long Bytes, string Sha256)> CopyAsync(Stream source, string path, long most, string shown, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream target = new(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        });
        var buffer = new byte[Piece];
        long total = 0;
        for (int read; (read = await source.ReadAsync(buffer, cancellation)) > 0;)
        {
            total += read;
            if (total > most)
            {
                throw new TooMuchException($"{shown} is larger than {most >> 20} MB, which is the limit. Nothing of it was kept.");
            }

            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        target.Flush(flushToDisk: true);
        return (total, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
