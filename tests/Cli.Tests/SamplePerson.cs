using System.Text.Json;

namespace MyStyle.Cli.Tests;

/// <summary>Six photos of the bundled sample person: aligned, trained with one pass, one of them inverted. Made once by the command itself.</summary>
public sealed class SamplePerson : IAsyncLifetime
{
    private readonly TemporaryFolder _home = new();

    /// <summary>Where the photos come from.</summary>
    public static string Photos { get; } = FindPhotos();

    /// <summary>The six photos as they are.</summary>
    public string Album => _home.File("album");

    /// <summary>The six photos, aligned to 128 px.</summary>
    public string Aligned => _home.File("aligned");

    /// <summary>The person's folder.</summary>
    public string Path => _home.File("ann");

    /// <summary>An inversion's output folder.</summary>
    public string Projection => _home.File("projection");

    /// <summary>A code that 'project' wrote, at beta 0.02.</summary>
    public string Code => System.IO.Path.Combine(Projection, "code.safetensors");

    /// <summary>What 'align' said.</summary>
    public JsonElement AlignJson { get; private set; }

    /// <summary>What 'train' said.</summary>
    public JsonElement TrainJson { get; private set; }

    /// <summary>What 'project' said.</summary>
    public JsonElement ProjectJson { get; private set; }

    /// <summary>An aligned photo.</summary>
    public string AlignedPhoto(int number) => System.IO.Path.Combine(Aligned, $"photo_00{number}.png");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Album);
        for (int i = 1; i <= 6; i++)
        {
            File.Copy(System.IO.Path.Combine(Photos, $"photo_00{i}.jpg"), System.IO.Path.Combine(Album, $"photo_00{i}.jpg"));
        }

        File.Copy(System.IO.Path.Combine(Photos, "corrupt_001.jpg"), System.IO.Path.Combine(Album, "corrupt_001.jpg"));
        AlignJson = await RunAsync("align", "--photos", Album, "--out", Aligned);
        TrainJson = await RunAsync("train", "--images", Aligned, "--out", Path, "--passes", "1", "--name", "Ann");
        ProjectJson = await RunAsync("project", "--person", Path, "--image", AlignedPhoto(1), "--out", Projection, "--steps", "15", "--beta", "0.02");
    }

    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        CommandRun run = await new MyStyleCommand(_home).RunAsync([.. arguments, "--json", "--quiet"]);
        return run.ExitCode == 0 ? run.Json : throw new InvalidOperationException($"'{arguments[0]}' failed: {run.Errors}");
    }

    private static string FindPhotos()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "MyStyle.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder!.FullName, "wwwroot-assets", "sample-person");
    }
}
