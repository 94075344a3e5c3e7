using System.Text.Json;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Settings;

/// <summary>What the user chose on the settings page, kept in <c>preferences.json</c> of the data folder. Safe to call from any thread.</summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="logger">Told when the file cannot be used.</param>
public sealed partial class UserPreferences(DataFolder folder, ILogger<UserPreferences> logger)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _lock = new();
    private Preferences? _current;

    /// <summary>Told, on any thread, when something was changed.</summary>
    public event Action? Changed;

    /// <summary>What holds now.</summary>
    public Preferences Current
    {
        get
        {
            lock (_lock)
            {
                return _current ??= Read();
            }
        }
    }

    private string FilePath => Path.Combine(folder.Root, "preferences.json");

    /// <summary>Changes something and keeps it.</summary>
    /// <exception cref="EngineException">It cannot be written; the change holds until the program ends.</exception>
    public Task ChangeAsync(Func<Preferences, Preferences> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            _current = change(_current ??= Read());
            Directory.CreateDirectory(folder.Root);
            try
            {
                AtomicFile.Write(FilePath, JsonSerializer.SerializeToUtf8Bytes(_current, Format));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new EngineException($"The choice holds until the program ends, but could not be kept: {e.Message}", e);
            }
        }

        Changed?.Invoke();
        return Task.CompletedTask;
    }

    private Preferences Read()
    {
        try
        {
            return File.Exists(FilePath) ? JsonSerializer.Deserialize<Preferences>(File.ReadAllBytes(FilePath), Format) ?? new() : new();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            LogUnreadable(logger, FilePath, e);
            return new();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be read; the defaults hold.")]
    private static partial void LogUnreadable(ILogger logger, string path, Exception error);
}
