namespace MyStyle.Studio.Settings;

/// <summary>The settings of the studio: the section <c>Studio</c> of appsettings.json.</summary>
public sealed class StudioSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Studio";

    /// <summary>Where people, pictures and the database are; empty for <c>mystyle/studio</c> in the user's data folder.</summary>
    public string DataFolder { get; set; } = "";

    /// <summary>What is listened on: http://HOST:PORT. Anything but this machine itself demands a token.</summary>
    public string Address { get; set; } = "http://127.0.0.1:5127";

    /// <summary>The data folder, absolute.</summary>
    public string ResolveDataFolder() => DataFolder.Length > 0
        ? Path.GetFullPath(DataFolder)
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "mystyle", "studio");
}
