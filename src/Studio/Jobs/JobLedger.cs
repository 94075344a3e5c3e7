using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Jobs;

/// <summary>The events of one job on their way into the database, in batches. Curves keep at most so many points.</summary>
internal sealed class JobLedger
{
    /// <summary>Points of a curve that are kept.</summary>
    public const int MostPoints = 400;

    private readonly Guid _job;
    private readonly IDbContextFactory<StudioDb> _factory;
    private readonly ThinnedCurve<JobEventEntity> _steps = new(MostPoints, item => item.Step);
    private readonly ThinnedCurve<JobEventEntity> _probes = new(MostPoints, item => item.Step);
    private readonly List<JobEventEntity> _dropped = [];
    private readonly List<JobEventEntity> _new = [];

    /// <summary>Goes on with what is in the database.</summary>
    public JobLedger(Guid job, IDbContextFactory<StudioDb> factory, IEnumerable<JobEventEntity> known)
    {
        (_job, _factory) = (job, factory);
        foreach (JobEventEntity item in known)
        {
            (item.Kind == JobEvents.Probe ? _probes : _steps).Add(item, _dropped);
        }
    }

    /// <summary>The loss curves so far.</summary>
    public IReadOnlyList<double[]> Points => [.. _steps.Points.Select(JobEvents.Point)];

    /// <summary>The measurements so far.</summary>
    public IReadOnlyList<double[]> Probes => [.. _probes.Points.Select(JobEvents.Point)];

    /// <summary>Notes an event.</summary>
    public void Add(JobEventEntity item)
    {
        ThinnedCurve<JobEventEntity>? curve = item.Kind switch
        {
            JobEvents.Step => _steps,
            JobEvents.Probe => _probes,
            _ => null,
        };
        if (curve is null || curve.Add(item, _dropped))
        {
            _new.Add(item);
        }
    }

    /// <summary>Writes how the job stands and what happened since the last time.</summary>
    /// <exception cref="JobVanishedException">The job is not there any more.</exception>
    public async Task FlushAsync(JobView view)
    {
        await using StudioDb db = await _factory.CreateDbContextAsync().ConfigureAwait(false);
        int found = await db.Jobs.Where(j => j.Id == _job).ExecuteUpdateAsync(set => set
            .SetProperty(j => j.Step, view.Step).SetProperty(j => j.TotalSteps, view.TotalSteps).SetProperty(j => j.Phase, view.Phase)
            .SetProperty(j => j.Seconds, view.Seconds).SetProperty(j => j.ThumbnailSha, view.ThumbnailSha)).ConfigureAwait(false);
        if (found == 0)
        {
            throw new JobVanishedException();
        }

        long[] gone = [.. _dropped.Where(item => item.Id != 0).Select(item => item.Id)];
        _new.RemoveAll(_dropped.Contains);
        _dropped.Clear();
        try
        {
            if (gone.Length > 0)
            {
                await db.JobEvents.Where(e => gone.Contains(e.Id)).ExecuteDeleteAsync().ConfigureAwait(false);
            }

            db.JobEvents.AddRange(_new);
            await db.SaveChangesAsync().ConfigureAwait(false);
            _new.Clear();
        }
        catch (DbUpdateException) when (!db.Jobs.Any(j => j.Id == _job))
        {
            throw new JobVanishedException();
        }
    }
}
