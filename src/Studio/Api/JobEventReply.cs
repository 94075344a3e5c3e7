using MyStyle.Studio.Data;

namespace MyStyle.Studio.Api;

/// <summary>Something that happened to a job.</summary>
/// <param name="Id">Key; later ones are greater.</param>
/// <param name="AtUtc">When.</param>
/// <param name="Kind">state, phase, step, probe or checkpoint.</param>
/// <param name="Step">Steps taken by then.</param>
/// <param name="Loss">Loss of a step.</param>
/// <param name="Lpips">Perceptual distance of a step or a probe.</param>
/// <param name="Identity">Identity of a probe.</param>
/// <param name="HeldOutLpips">Perceptual distance of the held-out photos of a probe.</param>
/// <param name="Text">More, in words.</param>
public sealed record JobEventReply(
    long Id, DateTime AtUtc, string Kind, long Step, double? Loss, double? Lpips, double? Identity, double? HeldOutLpips, string? Text)
{
    /// <summary>From what the database says.</summary>
    public static JobEventReply Of(JobEventEntity item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new JobEventReply(item.Id, item.AtUtc, item.Kind, item.Step, item.Loss, item.Lpips, item.Identity, item.HeldOutLpips, item.Text);
    }
}
