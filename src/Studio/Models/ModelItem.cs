using MyStyle.Engine.Models;

namespace MyStyle.Studio.Models;

/// <summary>A model as pages show it.</summary>
/// <param name="Name">What it is asked for by: its catalogue name, or the file name of one of the user's own.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Description">What it is, in one sentence.</param>
/// <param name="Licence">Its licence; empty for the user's own.</param>
/// <param name="Note">What else there is to know; may be empty.</param>
/// <param name="IsBundled">Whether it comes with the program.</param>
/// <param name="IsOwn">Whether it is the user's own, unknown to the catalogue.</param>
/// <param name="IsInstalled">Whether it can be used.</param>
/// <param name="Size">Bytes of its file, or of what would be fetched; null if unknown.</param>
/// <param name="Sha256">The hash the file must have; null if none is known.</param>
/// <param name="Path">Where it is; null if it is missing.</param>
/// <param name="Problem">What is wrong with the file; null if nothing is known to be.</param>
/// <param name="Prior">The prior it belongs to; null if it fits any.</param>
/// <param name="Sources">The published files it comes from.</param>
/// <param name="Fetching">How much of it has been fetched, 0 to 1; null if nothing is under way.</param>
public sealed record ModelItem(
    string Name, ModelKind Kind, string Description, string Licence, string Note, bool IsBundled, bool IsOwn, bool IsInstalled, long? Size,
    string? Sha256, string? Path, string? Problem, string? Prior, IReadOnlyList<ModelSource> Sources, double? Fetching)
{
    /// <summary>Whether the program can fetch it by itself.</summary>
    public bool CanFetch => !IsBundled && !IsInstalled && Sources.Count > 0 && Sources.All(source => source.Address is not null);
}
