using System.Globalization;
using Microsoft.Extensions.Configuration;
using MyStyle.Engine.Runtime;

namespace MyStyle.Cli;

/// <summary>Reads the settings of all places in the order that appsettings.json states.</summary>
internal static class SettingsLoader
{
    private const string FileName = "appsettings.json";
    private const string Prefix = "MYSTYLE_";

    /// <summary>Reads, binds and checks the settings.</summary>
    /// <exception cref="UsageException">A file cannot be read, or a setting is unknown or out of range; the sentence names it.</exception>
    public static EngineSettings Load(string? file)
    {
        string own = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "mystyle", FileName);
        if (file is not null && !File.Exists(file))
        {
            throw new UsageException($"There is no settings file {file}.");
        }

        var settings = new EngineSettings();
        try
        {
            ConfigurationBuilder builder = new();
            builder.AddJsonFile(Path.Combine(AppContext.BaseDirectory, FileName), optional: true);
            builder.AddJsonFile(own, optional: true);
            if (file is not null)
            {
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            }

            builder.AddEnvironmentVariables(Prefix);
            IConfigurationSection section = builder.Build().GetSection(EngineSettings.Section);
            string[] known = [.. typeof(EngineSettings).GetProperties().Select(property => property.Name)];
            if (section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            {
                throw new UsageException($"{unknown.Path} is not a setting. There are {string.Join(", ", known)}.");
            }

            section.Bind(settings);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new UsageException($"The settings cannot be read: {Explain(e)}");
        }

        return settings.Problems() is { Count: > 0 } problems
            ? throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"The settings are wrong: {string.Join(' ', problems)}"))
            : settings;
    }

    private static string Explain(Exception e)
    {
        // A JSON error's position is in the inner exception, the file's name in the outer one.
        string inner = e is InvalidDataException ? $" ({e.GetBaseException().Message.ReplaceLineEndings(" ")})" : "";
        return e.Message.ReplaceLineEndings(" ") + inner;
    }
}
