namespace MyStyle.Engine.Models;

/// <summary>How a model of the catalogue stands on this machine.</summary>
/// <param name="Entry">The catalogue's line.</param>
/// <param name="Path">Its file; null if it is missing.</param>
/// <param name="Sha256">The hash the file must have: the installation's record, or else the catalogue's; null if neither is known.</param>
/// <param name="Problem">Why the file is not the right one; null if nothing speaks against it.</param>
public sealed record ModelState(ModelEntry Entry, string? Path, string? Sha256, string? Problem)
{
    /// <summary>True if the file is there and nothing speaks against it.</summary>
    public bool IsUsable => Path is not null && Problem is null;

    /// <summary>Looks for the file and at its length.</summary>
    public static ModelState Of(ModelEntry entry, ModelDirectories directories)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(directories);
        if (directories.Find(entry) is not { } path)
        {
            return new ModelState(entry, null, entry.Sha256, null);
        }

        ModelReceipt? receipt = ModelReceipt.Read(path);
        var expected = new ModelSource(entry.FileName, null, receipt?.Sha256 ?? entry.Sha256, receipt?.Size ?? entry.Size);
        return new ModelState(entry, path, expected.Sha256, FileIdentity.Difference(path, expected));
    }

    /// <summary>Reads the whole file as well and compares its hash.</summary>
    public async Task<ModelState> VerifyAsync(CancellationToken cancellation = default)
    {
        if (Path is null || Problem is not null || Sha256 is null)
        {
            return this;
        }

        string actual = await FileIdentity.Sha256Async(Path, cancellation).ConfigureAwait(false);
        return actual == Sha256 ? this : this with { Problem = $"has SHA-256 {actual} where {Sha256} is right" };
    }
}
