using MyStyle.Engine.Runtime;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Data;

/// <summary>Keeps a second studio out of a data folder: two of them would run the same jobs.</summary>
/// <param name="folder">Where everything is.</param>
public sealed class FolderLock(DataFolder folder) : IDisposable
{
    private FileStream? _file;

    /// <summary>Takes the folder; it is given back when the program ends, however it ends.</summary>
    /// <exception cref="EngineException">Another studio has it.</exception>
    public void Take()
    {
        try
        {
            _file ??= new FileStream(Path.Combine(folder.Root, "studio.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new EngineException($"Another studio works with the data folder {folder.Root}. Use that one, or give another folder with --data.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
