using System.Text;

namespace MyStyle.Engine.Runtime;

/// <summary>Writes a file so that its name means the old contents or the whole new ones, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Writes text as UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    public static void Write(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <summary>
    /// Lets <paramref name="write"/> fill a temporary file in the same folder, which is made if need be, flushes it to the disk,
    /// and moves it over <paramref name="path"/>.
    /// </summary>
    /// <exception cref="EngineException">The disk is full, or the folder is not writable.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new EngineException($"{path} is no name for a file.");
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"{path} cannot be written: {cause.Message}", cause);
        }
        finally
        {
            Remove(temporary);
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Leaving the temporary behind is all that is left to do; the first failure is the one to report.
        }
    }
}
