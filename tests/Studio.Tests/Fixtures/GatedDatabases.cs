using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>A database that opens when the test says so.</summary>
internal sealed class GatedDatabases(IDbContextFactory<StudioDb> inner) : IDbContextFactory<StudioDb>
{
    private readonly TaskCompletionSource _gate = new();

    public void Open() => _gate.SetResult();

    public StudioDb CreateDbContext() => inner.CreateDbContext();

    public async Task<StudioDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        await _gate.Task;
        return await inner.CreateDbContextAsync(CancellationToken.None);
    }
}
