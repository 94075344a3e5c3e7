namespace MyStyle.Engine.People;

/// <summary>A folder that goes away again.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    /// <summary>Creates one in <paramref name="parent"/>, or where the system keeps temporary files.</summary>
    public TemporaryDirectory(string? parent = null) => Path = parent is null
        ? Directory.CreateTempSubdirectory("mystyle-").FullName
        : Directory.CreateDirectory(System.IO.Path.Combine(parent, $".mystyle-{Guid.NewGuid():N}")).FullName;

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
