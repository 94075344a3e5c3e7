using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>A job whose outcome is taken over.</summary>
/// <param name="Entity">The job as it was when it started.</param>
/// <param name="View">And as it stands.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Best">Name of the photo that a training renders best; null if unknown.</param>
internal sealed record TakenJob(JobEntity Entity, JobView View, string Folder, string? Best)
{
    /// <summary>Whose.</summary>
    public Guid Person => Entity.PersonId ?? Guid.Empty;

    /// <summary>What exactly was to be done.</summary>
    public StudioOrder Order => View.Order;
}
