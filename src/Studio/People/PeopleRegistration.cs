namespace MyStyle.Studio.People;

/// <summary>Registers what is done with people.</summary>
public static class PeopleRegistration
{
    /// <summary>Adds the services of people and their priors.</summary>
    public static IServiceCollection AddStudioPeople(this IServiceCollection services) => services
        .AddSingleton<GeneratorIntake>()
        .AddSingleton<PersonArchives>()
        .AddSingleton<Farewell>()
        .AddSingleton<PeopleDesk>()
        .AddSingleton<SamplePeople>()
        .AddSingleton<ISamplePeople>(provider => provider.GetRequiredService<SamplePeople>())
        .AddSingleton<IPeople>(provider => provider.GetRequiredService<PeopleDesk>())
        .AddHostedService<PeopleWatcher>()
        .AddHostedService<SampleSeeder>();
}
