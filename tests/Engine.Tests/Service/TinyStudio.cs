using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tests.Weights;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Service;

/// <summary>An engine with a random prior of 8 pixels, an encoder to go with it and some smears for photos: jobs take seconds.</summary>
public sealed class TinyStudio : IAsyncDisposable
{
    public const int Side = 8;
    public const int Width = 16;

    private readonly Fixtures.TemporaryFolder _folder = new();
    private Task<string>? _person;
    private int _jobs;

    public TinyStudio()
    {
        var random = new PortableRandom(5);
        Prior = Write("prior.safetensors", Randomised(TinyGenerator.Rosinality(channels: 8, wDim: Width), random));
        Encoder = Write("encoder.safetensors", TinyEncoder(random));
        Photos = [.. Enumerable.Range(0, 6).Select(i => Photo($"photo {i}", random))];
        HeldOut = [Photo("held out", random)];
        Service = NewService();
    }

    public EngineService Service { get; }

    public string Prior { get; }

    public string Encoder { get; }

    public IReadOnlyList<PhotoFile> Photos { get; }

    public IReadOnlyList<PhotoFile> HeldOut { get; }

    /// <summary>Four passes of three steps.</summary>
    public TrainOrder Training(string folder) => new()
    {
        Name = "Tiny",
        Photos = Photos,
        HeldOut = HeldOut,
        Prior = Prior,
        Encoder = Encoder,
        Passes = 4,
        BatchSize = 2,
        Wall = 3,
        OutputFolder = Folder(folder),
        CheckpointFolder = Folder(folder + "-checkpoint"),
    };

    /// <summary>The folder of a person trained once.</summary>
    public Task<string> PersonAsync() => _person ??= Train();

    public string Folder(string name) => _folder.File(name);

    public EngineService NewService() =>
        new(new EngineSettings { Device = "cpu", Threads = 1 }, new ModelDirectories(Fixtures.Repository.Asset("models"), [_folder.Path]));

    /// <summary>Carries an order out and hands over all that was told.</summary>
    public async Task<List<EngineUpdate>> RunAsync(
        EngineOrder order, Action<EngineUpdate>? hear = null, EngineService? service = null, CancellationTokenSource? source = null)
    {
        var told = new List<EngineUpdate>();
        await foreach (EngineUpdate update in (service ?? Service).RunAsync($"job {Interlocked.Increment(ref _jobs)}", order, source?.Token ?? TestContext.Current.CancellationToken))
        {
            told.Add(update);
            hear?.Invoke(update);
        }

        return told;
    }

    /// <summary>What came of an order.</summary>
    public async Task<T> OutcomeAsync<T>(EngineOrder order)
        where T : EngineOutcome => (T)((FinishedUpdate)(await RunAsync(order))[^1]).Outcome;

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<string> Train() => (await OutcomeAsync<TrainOutcome>(Training("person"))).PersonFolder;

    private string Write(string name, WeightFile file)
    {
        string path = _folder.File(name);
        SafetensorsWriter.Write(path, file);
        return path;
    }

    /// <summary>A few blurred blobs of colour.</summary>
    private PhotoFile Photo(string name, PortableRandom random)
    {
        var image = new RgbImage(Side, Side);
        double[] wave = [.. Enumerable.Range(0, 9).Select(_ => random.NextDouble())];
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            int channel = i % 3, x = i / 3 % Side, y = i / 3 / Side;
            double value = wave[channel] + (0.5 * Math.Sin((x * wave[3 + channel]) + (y * wave[6 + channel]) + channel));
            image.Pixels[i] = (byte)Math.Clamp(255 * value, 0, 255);
        }

        string path = _folder.File(name + ".png");
        ImageWriter.WritePng(path, image);
        return new PhotoFile(name, path);
    }

    private static WeightFile Randomised(WeightFile file, PortableRandom random) => file with
    {
        Tensors = file.Tensors.ToDictionary(
            item => item.Key,
            item => item.Key.EndsWith("kernel", StringComparison.Ordinal) ? item.Value : Noise(random, item.Key.EndsWith("modulation.bias", StringComparison.Ordinal) ? 1 : 0, [.. item.Value.Shape])),
    };

    private static WeightFile TinyEncoder(PortableRandom random)
    {
        var tensors = new Dictionary<string, StoredTensor>
        {
            ["input_layer.0.weight"] = Noise(random, 0, 8, 3, 3, 3),
            ["input_layer.2.weight"] = Noise(random, 0, 8),
            ["body.0.res_layer.1.weight"] = Noise(random, 0, 8, 8, 3, 3),
            ["body.0.res_layer.2.weight"] = Noise(random, 0, 8),
            ["body.0.res_layer.3.weight"] = Noise(random, 0, 8, 8, 3, 3),
            ["body.0.res_layer.5.fc1.weight"] = Noise(random, 0, 2, 8, 1, 1),
            ["body.0.res_layer.5.fc2.weight"] = Noise(random, 0, 8, 2, 1, 1),
            ["linear.weight"] = Noise(random, 0, Width, 8),
            ["linear.bias"] = Noise(random, 0, Width),
            ["latent_avg"] = Noise(random, 0, Width),
        };
        foreach (string norm in (string[])["input_layer.1", "body.0.res_layer.0", "body.0.res_layer.4"])
        {
            tensors[norm + ".weight"] = Noise(random, 1, 8);
            tensors[norm + ".bias"] = Noise(random, 0, 8);
            tensors[norm + ".running_mean"] = Noise(random, 0, 8);
            tensors[norm + ".running_var"] = StoredTensor.FromFloats([1, 1, 1, 1, 1, 1, 1, 1], 8);
        }

        return new WeightFile(tensors, new Dictionary<string, string> { ["input_size"] = "8" });
    }

    private static StoredTensor Noise(PortableRandom random, double mean, params long[] shape) => StoredTensor.FromFloats(
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, extent) => product * extent)).Select(_ => (float)(mean + (0.5 * random.NextBell())))], shape);
}
