using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Models;
using MyStyle.Studio.People;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Settings;
using NSubstitute;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>The services over a real database and real files, without pages and without a server.</summary>
internal sealed class StudioData : IAsyncDisposable
{
    private readonly TemporaryFolder _own = new();
    private readonly ServiceProvider _services;

    private StudioData(StudioSettings settings, IEngineService? engine)
    {
        IServiceCollection services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(settings)
            .AddSingleton(new EngineSettings())
            .AddSingleton(new DataFolder(_own.File("data")))
            .AddSingleton(ModelDirectories.Create([_own.File("models")]))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(engine ?? Substitute.For<IEngineService>())
            .AddStudioData()
            .AddStudioPeople()
            .AddStudioPhotos()
            .AddStudioModels();
        _services = services.BuildServiceProvider();
    }

    public DataFolder Folder => Get<DataFolder>();

    public IPeople People => Get<IPeople>();

    public static async Task<StudioData> CreateAsync(Action<StudioSettings>? change = null, IEngineService? engine = null)
    {
        StudioSettings settings = new() { SamplePerson = false };
        change?.Invoke(settings);
        StudioData data = new(settings, engine);
        await data.Get<DataPreparation>().RunAsync();
        return data;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<StudioDb> OpenAsync() => Get<IDbContextFactory<StudioDb>>().CreateDbContextAsync();

    /// <summary>A path outside the data folder.</summary>
    public string Elsewhere(string name) => _own.File(name);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _own.Dispose();
    }
}
