namespace MyStyle.Engine.Models;

/// <summary>What can be asked of any model file, whether the catalogue knows it or not.</summary>
public static class ModelFile
{
    /// <summary>SHA-256 of the file at <paramref name="path"/> in lower-case hex.</summary>
    public static Task<string> Sha256Async(string path, CancellationToken cancellation = default) => FileIdentity.Sha256Async(path, cancellation);
}
