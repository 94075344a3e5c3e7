using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs;

/// <summary>A job to be queued.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Title">What the list calls it.</param>
/// <param name="Person">Whose.</param>
/// <param name="Order">What exactly.</param>
/// <param name="Workpiece">The workpiece it is about; null for none.</param>
/// <param name="ThumbnailSha">A stored picture that stands for it; null for none.</param>
public sealed record JobRequest(
    JobKind Kind, string Title, Guid Person, StudioOrder Order, Guid? Workpiece = null, string? ThumbnailSha = null);
