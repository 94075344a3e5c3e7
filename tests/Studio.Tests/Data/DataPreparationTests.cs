using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Data;

public sealed class DataPreparationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prepare_ANewFolder_MakesADatabaseWithALog()
    {
        await using StudioData data = await StudioData.CreateAsync();

        await using StudioDb db = await data.OpenAsync();
        (await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync(Cancellation)).ShouldBe(["wal"]);
        (await db.Database.SqlQueryRaw<long>("PRAGMA foreign_keys").ToListAsync(Cancellation)).ShouldBe([1]);
        (await db.Database.SqlQueryRaw<long>("PRAGMA busy_timeout").ToListAsync(Cancellation)).ShouldBe([10_000]);
        (await db.Database.SqlQueryRaw<long>("PRAGMA secure_delete").ToListAsync(Cancellation)).ShouldBe([1]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(data.Folder.Root).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Prepare_ADatabaseOfANewerVersion_IsRefusedUnchanged()
    {
        await using StudioData data = await StudioData.CreateAsync();
        await using (StudioDb db = await data.OpenAsync())
        {
            await db.Database.ExecuteSqlRawAsync(
                "INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('99990101000000_Future', '99.0.0')", Cancellation);
        }

        EngineException refusal = await Should.ThrowAsync<EngineException>(() => data.Get<DataPreparation>().RunAsync());

        refusal.Message.ShouldContain("newer version of the studio (99990101000000_Future). Nothing was changed.");
    }

    [Fact]
    public async Task Prepare_AFileThatIsNoDatabase_SaysSo()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("data"));
        await File.WriteAllTextAsync(folder.File("data", "studio.db"), new string('x', 8192), Cancellation);

        EngineException refusal = await Should.ThrowAsync<EngineException>(() => StudioServer.StartAsync(folder.File("data")));

        refusal.Message.ShouldContain("cannot be used");
    }

    [Fact]
    public async Task Start_TwiceInOneFolder_IsRefused()
    {
        await using StudioServer first = await StudioServer.StartAsync();

        EngineException refusal = await Should.ThrowAsync<EngineException>(() => StudioServer.StartAsync(first.Folder.Root));

        refusal.Message.ShouldStartWith("Another studio works with the data folder");
    }
}
