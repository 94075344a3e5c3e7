using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.People;
using MyStyle.Engine.Tests.People;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Results;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>One trained person over a real database and real files; the person's looks are those of the sample person.</summary>
internal sealed class OpenStudio : IAsyncDisposable
{
    public const int Resolution = 128;

    private static readonly string[] ReferencePhotos = [.. Enumerable.Range(1, 12).Select(i => $"photo_{i:000}.jpg")];
    private static readonly Lazy<Task<float[][]>> ReferenceEmbeddings = new(EmbedAsync);

    private readonly TemporaryFolder _own = new();
    private int _photos;

    private OpenStudio(Action<IServiceCollection>? more)
    {
        IServiceCollection services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new DataFolder(_own.File("data")))
            .AddSingleton(TimeProvider.System)
            .AddStudioData()
            .AddStudioWorkpieces()
            .AddStudioResults();
        more?.Invoke(services);
        Services = services.BuildServiceProvider();
    }

    public ServiceProvider Services { get; }

    public Guid Person { get; private set; }

    public Guid Generator { get; private set; }

    public IWorkpieces Workpieces => Get<IWorkpieces>();

    public IResults Results => Get<IResults>();

    public PictureStore Store => Get<PictureStore>();

    public static async Task<OpenStudio> CreateAsync(Action<IServiceCollection>? more = null)
    {
        OpenStudio studio = new(more);
        Directory.CreateDirectory(studio.Get<DataFolder>().Root);
        await using StudioDb db = await studio.OpenAsync();
        await db.Database.MigrateAsync();
        PersonEntity person = new() { Name = "Ada", Prior = "demo-faces-128", CreatedUtc = DateTime.UtcNow, UpdatedUtc = DateTime.UtcNow };
        string sha = new('a', 64);
        GeneratorEntity generator = new()
        {
            PersonId = person.Id,
            Sha256 = sha,
            Title = "Quick",
            Resolution = Resolution,
            Prior = "demo-faces-128",
            PerceptualNetwork = "perceptual-narrow",
            ParametersJson = "{}",
            CreatedUtc = DateTime.UtcNow,
        };
        generator.Anchors.AddRange(ReferencePhotos.Select((name, i) => new AnchorEntity { GeneratorId = generator.Id, Index = i, PhotoName = name, W = new byte[16] }));
        person.Generators.Add(generator);
        db.Add(person);
        await db.SaveChangesAsync();
        person.GeneratorId = generator.Id;
        await db.SaveChangesAsync();
        (studio.Person, studio.Generator) = (person.Id, generator.Id);
        PersonFolder.Save(studio.Get<DataFolder>().Generator(person.Id, sha), await LooksAsync());
        return studio;
    }

    /// <summary>A photo of the sample person, or of somebody else, or of nobody.</summary>
    public static Stream Photo(string name) => File.OpenRead(PhotoPath(name));

    public static string PhotoPath(string name) => Repository.Asset("sample-person", name);

    /// <summary>A picture file of one colour with a square of another.</summary>
    public static byte[] Png(int width, int height, Func<int, int, (byte, byte, byte)> color)
    {
        RgbImage image = new(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (byte r, byte g, byte b) = color(x, y);
                image.Row(y)[3 * x] = r;
                image.Row(y)[(3 * x) + 1] = g;
                image.Row(y)[(3 * x) + 2] = b;
            }
        }

        return ImageWriter.EncodePng(image);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public Task<StudioDb> OpenAsync() => Get<IDbContextFactory<StudioDb>>().CreateDbContextAsync();

    public RgbImage Read(string sha) => ImageFile.Read(Store.Find(Person, sha)!);

    /// <summary>A result of a job, as it is kept.</summary>
    public async Task<ResultEntity> AddResultAsync(Action<ResultEntity>? change = null)
    {
        ResultEntity row = new()
        {
            PersonId = Person,
            GeneratorId = Generator,
            Kind = ResultKind.Inpainting,
            MediaType = "image/png",
            ParametersJson = "{}",
            PictureSha = Store.Put(Person, Png(Resolution, Resolution, (_, _) => (10, 200, 30)), ".png"),
            CreatedUtc = DateTime.UtcNow,
        };
        change?.Invoke(row);
        await using StudioDb db = await OpenAsync();
        db.Add(row);
        await db.SaveChangesAsync();
        return row;
    }

    /// <summary>A photo of the album: a row, as curation left it, without a file.</summary>
    public async Task<PhotoEntity> AddPhotoAsync(string fileName, string? verdict = "accept", Action<PhotoEntity>? change = null, Guid? person = null)
    {
        PhotoEntity row = new()
        {
            // Albums are in the order of their keys, and keys of one millisecond have none.
            Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(++_photos)),
            PersonId = person ?? Person,
            FileName = fileName,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fileName))),
            Extension = Path.GetExtension(fileName),
            Bytes = 100_000,
            Width = 640,
            Height = 480,
            Verdict = verdict,
            Split = verdict == "accept" ? "train" : null,
            AlignedPath = verdict == "accept" ? $"curation/aligned/{fileName}.png" : null,
            AddedUtc = DateTime.UtcNow,
        };
        change?.Invoke(row);
        Directory.CreateDirectory(Get<DataFolder>().Photos(row.PersonId));
        await using StudioDb db = await OpenAsync();
        db.Add(row);
        await db.SaveChangesAsync();
        return row;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _own.Dispose();
    }

    private static async Task<Person> LooksAsync()
    {
        Person somebody = Somebody.Create();
        return somebody with
        {
            Manifest = somebody.Manifest with { Photos = [.. ReferencePhotos.Select(name => new PersonPhoto(name))], HeldOut = [] },
            Anchors = [.. ReferencePhotos.Select((_, i) => new float[] { i, 1, 2, 3 })],
            Embeddings = await ReferenceEmbeddings.Value,
            EmbeddingModel = "dlib128",
            Thumbnails = new Dictionary<string, byte[]> { ["0000.jpg"] = await File.ReadAllBytesAsync(PhotoPath(ReferencePhotos[0])) },
        };
    }

    private static async Task<float[][]> EmbedAsync()
    {
        using FaceDesk desk = new();
        return await desk.WorkAsync(faces => ReferencePhotos
            .Select(name => ImageFile.Read(PhotoPath(name)))
            .Select(photo => faces.Embed(photo, faces.Find(photo)[0]))
            .ToArray());
    }
}
