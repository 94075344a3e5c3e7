using MyStyle.Studio.Files;

namespace MyStyle.Studio.Settings;

/// <summary>Reads the settings.</summary>
public static class SettingsRegistration
{
    /// <summary>Reads and checks the settings; false if they are wrong, after saying how.</summary>
    public static bool AddStudioSettings(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        StudioSettings settings = new();
        builder.Configuration.GetSection(StudioSettings.Section).Bind(settings);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new DataFolder(settings.ResolveDataFolder()));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.WebHost.UseUrls(settings.Address);
        return true;
    }
}
