using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MyStyle.Studio.Data;

/// <summary>
/// Sees to it that deleted rows are gone from the database's files as well: overwritten in their pages, the free pages given back,
/// nothing left in the write-ahead log.
/// </summary>
/// <param name="contexts">The database.</param>
/// <param name="log">Hears if somebody kept the log busy.</param>
public sealed partial class Shredder(IDbContextFactory<StudioDb> contexts, ILogger<Shredder> log)
{
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Does it; readers that keep the log busy are waited for, a little.</summary>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        for (int i = 0; i < Tries; i++)
        {
            try
            {
                await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
                await db.Database.OpenConnectionAsync(cancellation);
                await db.Database.ExecuteSqlRawAsync("VACUUM;", cancellation);
                if (await CheckpointAsync(db, cancellation))
                {
                    return;
                }
            }
            catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
            {
                // A reader is in the middle of something: once more.
            }

            await Task.Delay(Pause, cancellation);
        }

        LogBusy(log);
    }

    private static async Task<bool> CheckpointAsync(StudioDb db, CancellationToken cancellation)
    {
        await using System.Data.Common.DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
        await using System.Data.Common.DbDataReader reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) && reader.GetInt32(0) == 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rows were deleted, but the database's log is in use; their space is overwritten at the next chance.")]
    private static partial void LogBusy(ILogger logger);
}
