namespace MyStyle.Engine.Service;

/// <summary>What tells one state of a file from another without reading it.</summary>
/// <param name="Written">When it was last written.</param>
/// <param name="Length">Its length in bytes; -1 if it is not there.</param>
internal readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>The stamp of a file as it is now.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : new FileStamp(default, -1);
    }
}
