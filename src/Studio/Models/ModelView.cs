using MyStyle.Engine.Models;

namespace MyStyle.Studio.Models;

/// <summary>A model as the page of models shows it.</summary>
/// <param name="Name">The name to ask for it by.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Description">What it is, in one sentence.</param>
/// <param name="Licence">The licence it comes under; empty for a file of the user's own.</param>
/// <param name="Note">What a user should know beyond that; may be empty.</param>
/// <param name="Status">Whether it is here.</param>
/// <param name="Problem">Why the file is not the right one; null if nothing speaks against it.</param>
/// <param name="Path">Where it is; null if it is missing.</param>
/// <param name="Sha256">The hash the file must have, or has; null if none is known.</param>
/// <param name="Bytes">Its length; null if unknown.</param>
/// <param name="Resolution">Side of a prior's pictures; null for others, and where the file has not been read.</param>
/// <param name="Prior">The prior a direction or an encoder belongs to; null where it fits any.</param>
/// <param name="UsedBy">People who are trained, or will be, on this prior.</param>
/// <param name="Sources">The published files it is installed from.</param>
public sealed record ModelView(
    string Name, ModelKind Kind, string Description, string Licence, string Note, ModelStatus Status, string? Problem, string? Path, string? Sha256,
    long? Bytes, int? Resolution, string? Prior, IReadOnlyList<string> UsedBy, IReadOnlyList<ModelSource> Sources);
