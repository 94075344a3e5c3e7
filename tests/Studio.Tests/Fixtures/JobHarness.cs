using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Data;
using MyStyle.Studio.Engines;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>Queue, runner and feed over a real database in a folder of their own, with an engine of the test's choice.</summary>
internal sealed class JobHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IHostedService _runner;
    private bool _stopped;

    private JobHarness(TemporaryFolder root, IEngineService engine)
    {
        Root = root;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(new DataFolder(root.Path));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(engine);
        services.AddStudioData().AddStudioEngine().AddStudioJobs();
        services.AddSingleton<ILiveFeed, LiveFeed>();
        _services = services.BuildServiceProvider();
        _runner = _services.GetServices<IHostedService>().Single(service => service is JobRunner);
    }

    public TemporaryFolder Root { get; }

    public IJobs Jobs => Get<IJobs>();

    public ILiveFeed Feed => Get<ILiveFeed>();

    public DataFolder Folder => Get<DataFolder>();

    public PictureStore Pictures => Get<PictureStore>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<JobHarness> StartAsync(TemporaryFolder root, IEngineService engine)
    {
        var harness = new JobHarness(root, engine);
        await using (StudioDb db = harness.Db())
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;");
        }

        await harness._runner.StartAsync(CancellationToken.None);
        return harness;
    }

    public StudioDb Db() => Get<IDbContextFactory<StudioDb>>().CreateDbContext();

    public async Task<PersonEntity> AddPersonAsync(string name = "Ada", string prior = ModelCatalogue.DemoPrior)
    {
        await using StudioDb db = Db();
        var person = new PersonEntity { Name = name, Prior = prior };
        db.People.Add(person);
        await db.SaveChangesAsync();
        return person;
    }

    /// <summary>An accepted photo with an aligned picture of its own.</summary>
    public async Task<PhotoEntity> AddPhotoAsync(Guid person, string name, string split, RgbImage? aligned = null, string verdict = "accept")
    {
        await using StudioDb db = Db();
        var photo = new PhotoEntity
        {
            PersonId = person,
            FileName = name,
            Extension = ".jpg",
            Verdict = verdict,
            Split = split,
            Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Guid.NewGuid().ToByteArray())),
        };
        photo.AlignedPath = Path.Combine("curation", "aligned", photo.Id.ToString("N") + ".png");
        ImageWriter.WritePng(Path.Combine(Folder.Person(person), photo.AlignedPath), aligned ?? new RgbImage(4, 4));
        db.Photos.Add(photo);
        await db.SaveChangesAsync();
        return photo;
    }

    public async Task<WorkpieceEntity> AddWorkpieceAsync(Guid person, RgbImage? aligned = null)
    {
        await using StudioDb db = Db();
        string sha = Pictures.Put(person, ImageWriter.EncodePng(aligned ?? new RgbImage(8, 8)), ".png");
        var workpiece = new WorkpieceEntity
        {
            PersonId = person,
            FileName = "holiday.jpg",
            OriginalSha = sha,
            OriginalMediaType = "image/png",
            AlignedSha = sha,
            MaskSha = sha,
        };
        db.Workpieces.Add(workpiece);
        await db.SaveChangesAsync();
        return workpiece;
    }

    /// <summary>A generator that is only a row, and the person's own.</summary>
    public async Task<GeneratorEntity> AddGeneratorAsync(Guid person)
    {
        await using StudioDb db = Db();
        var generator = new GeneratorEntity
        {
            PersonId = person,
            Sha256 = new string('a', 64),
            Title = "Quick",
            Prior = ModelCatalogue.DemoPrior,
            PerceptualNetwork = "none",
            ParametersJson = "{}",
            Resolution = 128,
        };
        db.Generators.Add(generator);
        (await db.People.FindAsync(person))!.GeneratorId = generator.Id;
        await db.SaveChangesAsync();
        return generator;
    }

    public static TrainPersonOrder Train(Guid? resumeFrom = null, long? step = null, int passes = 4) =>
        new("quick", passes, 2, 1e-3, 1, null, 2, ModelCatalogue.DemoPrior, [], resumeFrom, step);

    public static PictureOrder Picture(Guid workpiece, PictureTask task = PictureTask.Inpaint, params double?[] betas) =>
        new(task, workpiece, null, null, null, null, betas.Length == 0 ? [0.02] : betas, [0], 20, "poisson", false);

    public Task<Guid> TrainAsync(Guid person, Guid? resumeFrom = null, long? step = null) =>
        Jobs.EnqueueAsync(new JobRequest(JobKind.Train, "Training", person, Train(resumeFrom, step)));

    public Task<Guid> InpaintAsync(Guid person, Guid workpiece) =>
        Jobs.EnqueueAsync(new JobRequest(JobKind.Inpaint, "Fill the mouth", person, Picture(workpiece), workpiece));

    public Task<IReadOnlyList<JobView>> ListAsync(Guid? person = null) => Jobs.ListAsync(person);

    public Task<JobView?> FindAsync(Guid job) => Jobs.GetAsync(job);

    public async Task<JobView> ViewAsync(Guid job) => (await Jobs.GetAsync(job)).ShouldNotBeNull();

    /// <summary>Waits, by the queue's own events, until a job is in a state.</summary>
    public Task<JobView> UntilAsync(Guid job, JobState state) => UntilAsync(job, view => view.State == state);

    public async Task<JobView> UntilAsync(Guid job, Func<JobView, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var bell = new SemaphoreSlim(1);
        void Hear(JobChange change) => bell.Release();
        Jobs.Changed += Hear;
        try
        {
            while (true)
            {
                await bell.WaitAsync(limit.Token);
                if (await Jobs.GetAsync(job, limit.Token) is { } view && condition(view))
                {
                    return view;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It did not come to that: {await Jobs.GetAsync(job)}");
        }
        finally
        {
            Jobs.Changed -= Hear;
        }
    }

    /// <summary>Ends the program in good order.</summary>
    public async Task StopAsync()
    {
        if (!_stopped)
        {
            _stopped = true;
            await _runner.StopAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
