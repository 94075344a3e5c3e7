using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Settings;

/// <summary>Reads the settings.</summary>
public static class SettingsRegistration
{
    private const string FileName = "appsettings.json";
    private const string Prefix = "MYSTYLE_";

    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--address"] = "Studio:Address",
        ["--data"] = "Studio:DataFolder",
        ["--token"] = "Studio:Token",
        ["--device"] = "Engine:Device",
    };

    /// <summary>Reads the settings of all places in the order that appsettings.json states, checks them, and starts a builder with them.</summary>
    /// <exception cref="SettingsException">A file cannot be read, or a setting is unknown or out of range; the sentence names it.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                Args = args,
                // Settings and static files lie beside the program, wherever it is started from.
                ContentRootPath = AppContext.BaseDirectory,
            });
            // In a checkout static files lie where the build left them; a published program has them beside it and no list of places.
            builder.WebHost.UseStaticWebAssets();
            AddSources(builder.Configuration, args);
            (StudioSettings studio, EngineSettings engine) = Read(builder.Configuration);
            builder.Services
                .AddSingleton(studio)
                .AddSingleton(engine)
                .AddSingleton(new DataFolder(studio.ResolveDataFolder()))
                .AddSingleton(_ => ModelDirectories.Create([.. engine.ModelDirectories]))
                .AddSingleton<UserPreferences>()
                .AddSingleton(TimeProvider.System);
            builder.WebHost.UseUrls(studio.Address);
            // A failing command is reported by whoever asked for it; keys lie in a folder that only its owner reads.
            builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
            builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
            return builder;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new SettingsException($"The settings cannot be read: {Explain(e)}");
        }
    }

    /// <summary>Binds and checks both sections.</summary>
    internal static (StudioSettings Studio, EngineSettings Engine) Read(IConfiguration configuration)
    {
        IConfigurationSection studioSection = configuration.GetSection(StudioSettings.Section);
        IConfigurationSection engineSection = configuration.GetSection(EngineSettings.Section);
        if ((KnownKeys.Unknown(studioSection, typeof(StudioSettings)) ?? KnownKeys.Unknown(engineSection, typeof(EngineSettings))) is { } unknown)
        {
            throw new SettingsException(unknown);
        }

        StudioSettings studio = new();
        EngineSettings engine = new();
        studioSection.Bind(studio);
        engineSection.Bind(engine);
        return studio.Problems().Concat(engine.Problems()).ToArray() is { Length: > 0 } problems
            ? throw new SettingsException($"The settings are wrong: {string.Join(' ', problems)}")
            : (studio, engine);
    }

    private static void AddSources(ConfigurationManager configuration, string[] args)
    {
        string own = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "mystyle", FileName);
        configuration.AddJsonFile(own, optional: true, reloadOnChange: false);
        configuration.AddEnvironmentVariables(Prefix);
        configuration.AddCommandLine(args, ShortNames);
    }

    private static string Explain(Exception e)
    {
        // A JSON error's position is in the inner exception, the file's name in the outer one.
        string inner = e is InvalidDataException ? $" ({e.GetBaseException().Message.ReplaceLineEndings(" ")})" : "";
        return e.Message.ReplaceLineEndings(" ") + inner;
    }
}
