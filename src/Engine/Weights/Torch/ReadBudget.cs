using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>
/// Bounds what reading one file may allocate beyond windows of the file itself, relative to the file's size: streams can name one
/// part many times, or one value as a tensor of terabytes.
/// </summary>
/// <param name="fileLength">Bytes of the whole file.</param>
internal sealed class ReadBudget(long fileLength)
{
    private const long Fixed = 64L << 20;

    private long _left = (4 * fileLength) + Fixed;

    /// <summary>Accounts for <paramref name="bytes"/> about to be allocated.</summary>
    /// <exception cref="EngineException">The file unfolds into more than it can honestly hold.</exception>
    public void Spend(long bytes)
    {
        _left -= bytes;
        if (_left < 0)
        {
            throw new EngineException("The file unfolds into much more than it holds, as an archive bomb does. It is refused.");
        }
    }
}
