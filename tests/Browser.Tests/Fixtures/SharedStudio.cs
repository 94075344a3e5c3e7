using System.Text.Json;

namespace MyStyle.Browser.Tests.Fixtures;

/// <summary>A studio with the sample person in it, for tests that leave nothing behind that the next one would stumble over.</summary>
public sealed class SharedStudio : IAsyncLifetime
{
    private StudioProcess? _studio;

    /// <summary>Where it listens.</summary>
    public string Address => Studio.Address;

    /// <summary>The sample person.</summary>
    public string Sample { get; private set; } = "";

    internal StudioProcess Studio => _studio ?? throw new InvalidOperationException("There is no studio.");

    public async ValueTask InitializeAsync()
    {
        if (!Chromium.IsInstalled)
        {
            return;
        }

        _studio = await StudioProcess.StartAsync();
        Sample = await SampleAsync(_studio);
    }

    public async ValueTask DisposeAsync()
    {
        if (_studio is not null)
        {
            await _studio.DisposeAsync();
        }
    }

    /// <summary>Waits for the sample person, which is unpacked after the first start.</summary>
    internal static async Task<string> SampleAsync(StudioProcess studio)
    {
        using HttpClient client = new();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        while (true)
        {
            using JsonDocument people = JsonDocument.Parse(await client.GetStringAsync($"{studio.Address}/api/people", limit.Token));
            foreach (JsonElement person in people.RootElement.EnumerateArray())
            {
                if (person.GetProperty("isSynthetic").GetBoolean() && person.TryGetProperty("generator", out JsonElement generator)
                    && generator.ValueKind == JsonValueKind.Object)
                {
                    return person.GetProperty("id").GetString()!;
                }
            }

            await Task.Delay(500, limit.Token);
        }
    }
}
