namespace MyStyle.Studio.Jobs;

/// <summary>Carries the queue's jobs out, for as long as the program runs.</summary>
internal sealed class JobRunner(JobDispatch dispatch, JobBoard board, JobWorker worker, ILogger<JobRunner> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await dispatch.RecoverAsync(stoppingToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                await StartAllAsync(stoppingToken).ConfigureAwait(false);
                await board.WaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The state in the database stays as it is: what runs now goes on at the next start.
        }

        await EndAllAsync().ConfigureAwait(false);
    }

    private async Task StartAllAsync(CancellationToken stopping)
    {
        try
        {
            while (await dispatch.ClaimAsync(stopping).ConfigureAwait(false) is { } run)
            {
                _ = Task.Run(() => worker.CarryOutAsync(run), CancellationToken.None);
            }
        }
#pragma warning disable CA1031 // A database that is busy for a moment must not end the runner.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogError(e, "The next job could not be started; it is tried again in a moment.");
            await Task.Delay(TimeSpan.FromSeconds(1), stopping).ConfigureAwait(false);
            board.Ring();
        }
    }

    private async Task EndAllAsync()
    {
        RunningJob[] runs;
        using (await board.EnterAsync().ConfigureAwait(false))
        {
            runs = [.. board.Runs];
            foreach (RunningJob run in runs)
            {
                run.End(EndReason.Shutdown);
            }
        }

        await Task.WhenAll(runs.Select(run => run.Completed)).ConfigureAwait(false);
    }
}
