using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>Takes outcomes over: all that came of a job, and that it is done, or nothing.</summary>
internal sealed class OutcomeDesk(IDbContextFactory<StudioDb> factory, IEnumerable<IOutcomeIntake> intakes, TimeProvider time)
{
    /// <summary>Takes an outcome over and ends its job.</summary>
    /// <exception cref="JobVanishedException">The job is not there any more.</exception>
    /// <exception cref="EngineException">The outcome is of a kind that this program does not know, or its files are damaged.</exception>
    public async Task TakeAsync(TakenJob job, EngineOutcome outcome)
    {
        IOutcomeIntake intake = intakes.FirstOrDefault(i => i.Takes(outcome))
            ?? throw new EngineException($"This program does not know results such as {outcome.GetType().Name}.");
        await using (StudioDb db = await factory.CreateDbContextAsync().ConfigureAwait(false))
        {
            await using IDbContextTransaction transaction = await db.Database.BeginTransactionAsync().ConfigureAwait(false);
            JobEntity entity = await db.Jobs.FindAsync(job.Entity.Id).ConfigureAwait(false) ?? throw new JobVanishedException();
            JsonObject kept = await intake.TakeAsync(db, job, outcome).ConfigureAwait(false);
            entity.State = JobState.Done;
            entity.OutcomeJson = kept.ToJsonString(JobJson.Options);
            entity.EndedUtc = time.GetUtcNow().UtcDateTime;
            (entity.Error, entity.Phase) = (null, "");
            db.JobEvents.Add(new JobEventEntity
            {
                JobId = entity.Id,
                AtUtc = entity.EndedUtc.Value,
                Kind = JobEvents.State,
                Step = job.View.Step,
                Text = JobState.Done.Word(),
            });
            await db.SaveChangesAsync().ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
        }

        JobFolder.Delete(job.Folder);
    }
}
