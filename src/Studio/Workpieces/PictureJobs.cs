using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Workpieces;

/// <summary>Makes jobs of orders about opened pictures.</summary>
public static class PictureJobs
{
    /// <summary>The job of an order.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="order">What exactly.</param>
    /// <param name="workpiece">The picture, for the title and the thumbnail; null if it is not at hand.</param>
    public static JobRequest Request(Guid person, PictureOrder order, WorkpieceView? workpiece)
    {
        ArgumentNullException.ThrowIfNull(order);
        string what = order switch
        {
            { IsGhostStrip: true } => "Ghost strip",
            { Task: PictureTask.Inpaint } => "Fill in",
            { Task: PictureTask.Upscale } => "Enlarge",
            { Task: PictureTask.Restore } => "Restore",
            _ => "Find in the prior",
        };
        return new JobRequest(
            KindOf(order.Task), workpiece is null ? what : $"{what}: {workpiece.FileName}", person, order, order.Workpiece, workpiece?.AlignedSha);
    }

    private static JobKind KindOf(PictureTask task) => task switch
    {
        PictureTask.Inpaint => JobKind.Inpaint,
        PictureTask.Upscale => JobKind.Upscale,
        PictureTask.Restore => JobKind.Restore,
        _ => JobKind.Invert,
    };
}
