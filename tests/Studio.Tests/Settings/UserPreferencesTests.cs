using Microsoft.Extensions.Logging.Abstractions;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Tests.Settings;

public sealed class UserPreferencesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private DataFolder Data => new(_folder.File("data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Change_ReadByAnother_IsThere()
    {
        int told = 0;
        UserPreferences preferences = Read();
        preferences.Changed += () => told++;

        await preferences.ChangeAsync(kept => kept with { IsFirstMinuteDismissed = true, DownloadsCarryProvenance = false });

        Read().Current.ShouldBe(new Preferences { IsFirstMinuteDismissed = true, DownloadsCarryProvenance = false });
        told.ShouldBe(1);
    }

    [Fact]
    public void Current_FirstStart_CarriesProvenance() => Read().Current.DownloadsCarryProvenance.ShouldBeTrue();

    [Fact]
    public void Current_DamagedFile_HoldsTheDefaults()
    {
        Directory.CreateDirectory(Data.Root);
        File.WriteAllText(Path.Combine(Data.Root, "preferences.json"), "{ not json");

        Read().Current.ShouldBe(new Preferences());
    }

    private UserPreferences Read() => new(Data, NullLogger<UserPreferences>.Instance);
}
