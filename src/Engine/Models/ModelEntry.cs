namespace MyStyle.Engine.Models;

/// <summary>One line of the catalogue.</summary>
public sealed record ModelEntry
{
    /// <summary>The name to ask for it by.</summary>
    public required string Name { get; init; }

    /// <summary>The file it is kept in, relative to a model directory.</summary>
    public required string FileName { get; init; }

    /// <summary>What it is for.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>What it is, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The licence it comes under.</summary>
    public required string Licence { get; init; }

    /// <summary>
    /// SHA-256 of <see cref="FileName"/> in lower-case hex. Null where no hash is known in advance; what was installed is then
    /// recorded beside the file and checked against that record.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>Length of <see cref="FileName"/> in bytes; null where unknown.</summary>
    public long? Size { get; init; }

    /// <summary>True if it comes with the program.</summary>
    public bool IsBundled { get; init; }

    /// <summary>The prior a direction or an encoder belongs to; null where it fits any.</summary>
    public string? Prior { get; init; }

    /// <summary>The published files it is installed from; empty for bundled models.</summary>
    public IReadOnlyList<ModelSource> Sources { get; init; } = [];

    /// <summary>What is done with <see cref="Sources"/>.</summary>
    public ModelAssembly Assembly { get; init; }

    /// <summary>What a user should know beyond <see cref="Description"/>; may be empty.</summary>
    public string Note { get; init; } = "";
}
