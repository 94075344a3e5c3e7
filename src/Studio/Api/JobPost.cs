using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Api;

/// <summary>A job to be queued.</summary>
/// <param name="Kind">What it does: train, invert, inpaint, upscale, restore, refine, learnDirection or evaluate.</param>
/// <param name="Title">What the list calls it.</param>
/// <param name="Person">Whose.</param>
/// <param name="Order">What exactly; its <c>kind</c> is train, picture, refine, direction or measure.</param>
/// <param name="Workpiece">The workpiece it is about; null for none.</param>
/// <param name="ThumbnailSha">A stored picture that stands for it; null for none.</param>
public sealed record JobPost(JobKind Kind, string Title, Guid Person, StudioOrder Order, Guid? Workpiece = null, string? ThumbnailSha = null);
