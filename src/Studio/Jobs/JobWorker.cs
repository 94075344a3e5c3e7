using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs.Intake;

namespace MyStyle.Studio.Jobs;

/// <summary>Carries one job out from its claim to its end.</summary>
internal sealed class JobWorker(
    IDbContextFactory<StudioDb> factory, IEngineService engine, OrderTranslator translator, OutcomeDesk desk, CheckpointShelf checkpoints,
    JobDispatch dispatch, JobRecorders recorders, DataFolder data, ILogger<JobWorker> log)
{
    /// <summary>Does everything; never throws.</summary>
    public async Task CarryOutAsync(RunningJob run)
    {
        string folder = data.Job(run.Person, run.Id);
        try
        {
            await WorkAsync(run, folder).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (run.Reason != EndReason.None)
        {
            // Whoever ended it has written its state.
        }
        catch (JobVanishedException)
        {
            JobFolder.Delete(folder);
        }
#pragma warning disable CA1031 // Whatever happened to one job, the others go on; the user reads what happened.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await FailAsync(run, e).ConfigureAwait(false);
        }
        finally
        {
            if (run.Reason == EndReason.Removed)
            {
                JobFolder.Delete(folder);
            }

            await dispatch.LeaveAsync(run).ConfigureAwait(false);
        }
    }

    private async Task WorkAsync(RunningJob run, string folder)
    {
        await using StudioDb db = await factory.CreateDbContextAsync(run.Token).ConfigureAwait(false);
        JobEntity job = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == run.Id, run.Token).ConfigureAwait(false)
            ?? throw new JobVanishedException();
        using JobRecorder recorder = await recorders.OpenAsync(run).ConfigureAwait(false);
        try
        {
            // An outcome that lies there was not taken over before the program ended.
            EngineOutcome? saved = SavedOutcome.Read(folder);
            EngineOutcome outcome = saved ?? await AskEngineAsync(run, job, folder, recorder).ConfigureAwait(false);
            if (!await dispatch.CloseAsync(run).ConfigureAwait(false))
            {
                return;
            }

            await recorder.EnterAsync("Taking the result over").ConfigureAwait(false);
            try
            {
                await desk.TakeAsync(new TakenJob(job, run.View, folder, recorder.Best), outcome).ConfigureAwait(false);
                run.Enter("");
            }
            catch when (saved is not null)
            {
                // A second failure of the same outcome: the next try makes a new one.
                SavedOutcome.Delete(folder);
                throw;
            }
        }
        finally
        {
            await recorder.FlushAsync().ConfigureAwait(false);
        }
    }

    private async Task<EngineOutcome> AskEngineAsync(RunningJob run, JobEntity job, string folder, JobRecorder recorder)
    {
        checkpoints.Prepare(job);
        EngineOrder order = await translator.TranslateAsync(job, run.Token).ConfigureAwait(false);
        if (Directory.Exists(order.OutputFolder))
        {
            Directory.Delete(order.OutputFolder, recursive: true);
        }

        EngineOutcome? outcome = null;
        await foreach (EngineUpdate update in engine.RunAsync(run.Key, order, run.Token).ConfigureAwait(false))
        {
            if (update is FinishedUpdate finished)
            {
                outcome = finished.Outcome;
                SavedOutcome.Write(folder, outcome);
            }

            if (update is CheckpointUpdate && run.Reason != EndReason.Removed)
            {
                await checkpoints.KeepAsync(job).ConfigureAwait(false);
            }

            await recorder.TellAsync(update).ConfigureAwait(false);
        }

        run.Token.ThrowIfCancellationRequested();
        return outcome ?? throw new EngineException("The engine stopped without a result. What it had so far was kept; try again.");
    }

    private async Task FailAsync(RunningJob run, Exception failure)
    {
        string sentence = failure switch
        {
            EngineException known => known.Message,
            IOException or UnauthorizedAccessException =>
                $"A file could not be read or written: {failure.Message} Nothing that was there before is lost. See to the disk and try again.",
            OutOfMemoryException => "The machine ran out of memory. The last checkpoint was kept; close other programs and try again.",
            _ => $"Something went wrong that should not: {failure.GetBaseException().Message} The last checkpoint was kept; try again.",
        };
        if (failure is not EngineException)
        {
            log.LogError(failure, "The job {Job} failed.", run.Id);
        }

        try
        {
            await dispatch.FailAsync(run, sentence).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The job then goes on at the next start.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogError(e, "The failure of job {Job} could not be written.", run.Id);
        }
    }
}
