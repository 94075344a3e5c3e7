using MyStyle.Studio.Jobs.Intake;

namespace MyStyle.Studio.Jobs;

/// <summary>Registers the jobs.</summary>
public static class JobRegistration
{
    /// <summary>Adds the queue and its runner.</summary>
    public static IServiceCollection AddStudioJobs(this IServiceCollection services) => services
        .AddSingleton<JobBoard>()
        .AddSingleton<JobDispatch>()
        .AddSingleton<JobHistory>()
        .AddSingleton<JobRecorders>()
        .AddSingleton<JobWorker>()
        .AddSingleton<AlbumFiles>()
        .AddSingleton<OrderTranslator>()
        .AddSingleton<CheckpointShelf>()
        .AddSingleton<GeneratorShelf>()
        .AddSingleton<OutcomeDesk>()
        .AddSingleton<IOutcomeIntake, TrainIntake>()
        .AddSingleton<IOutcomeIntake, PictureIntake>()
        .AddSingleton<IOutcomeIntake, RefineIntake>()
        .AddSingleton<IOutcomeIntake, DirectionIntake>()
        .AddSingleton<IOutcomeIntake, MeasureIntake>()
        .AddSingleton<IJobs, JobQueue>()
        .AddHostedService<JobRunner>();
}
