using System.IO.MemoryMappedFiles;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights;

/// <summary>
/// A file mapped into memory for reading. No handle stays open, so the file can be replaced (by a rename, as everything here
/// writes) while its old contents are in use; it must not be shortened in place meanwhile.
/// </summary>
internal sealed unsafe class MappedFile
{
    // A span does not keep its owner alive: the mapping outlives the last reference by longer than any use of a span takes.
    private const long GraceMilliseconds = 120_000;

    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;
    private ReadOnlyMemory<byte> _contents;
    private long _unreachableSince = -1;

    private MappedFile(string path, long length, MemoryMappedViewAccessor? view)
    {
        Path = path;
        Length = length;
        _view = view;
        if (view is not null)
        {
            byte* pointer = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            _start = pointer + view.PointerOffset;
        }
    }

    /// <summary>Gives the mapping back once nothing can be reading it any more.</summary>
    ~MappedFile()
    {
        if (_view is null)
        {
            return;
        }

        long now = Environment.TickCount64;
        if (_unreachableSince < 0)
        {
            _unreachableSince = now;
        }

        if (now - _unreachableSince < GraceMilliseconds)
        {
            GC.ReRegisterForFinalize(this);
            return;
        }

        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="EngineException">There is no such file, or it cannot be read.</exception>
    public static MappedFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new EngineException($"{path} is a folder; a file of weights is needed.");
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            long length = stream.Length;
            if (length == 0)
            {
                return new MappedFile(path, 0, null);
            }

            using var mapping = MemoryMappedFile.CreateFromFile(
                stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return new MappedFile(path, length, mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read));
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EngineException($"There is no file {path}.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new EngineException($"{path} cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>Bytes that are in memory already, under the name of a file.</summary>
    public static MappedFile Over(string path, ReadOnlyMemory<byte> contents) => new(path, contents.Length, null) { _contents = contents };

    /// <summary>A window of the file; nothing is copied.</summary>
    /// <exception cref="EngineException">The window is not within the file, or larger than 2 GB.</exception>
    public ReadOnlyMemory<byte> Slice(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new EngineException($"{Path} is cut off: it refers to data behind its end. Fetch it again.");
        }

        if (length > int.MaxValue)
        {
            throw new EngineException($"{Path} holds one piece of data over 2 GB, which is not supported.");
        }

        if (_view is null)
        {
            return _contents.Slice((int)offset, (int)length);
        }

        return length == 0 ? ReadOnlyMemory<byte>.Empty : new Window(this, offset, (int)length).Memory;
    }

    private sealed class Window(MappedFile file, long offset, int length) : System.Buffers.MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(file._start + offset, length);

        public override System.Buffers.MemoryHandle Pin(int elementIndex = 0)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length);
            return new System.Buffers.MemoryHandle(file._start + offset + elementIndex, default, this);
        }

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
