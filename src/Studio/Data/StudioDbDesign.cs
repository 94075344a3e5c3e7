using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MyStyle.Studio.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> make a context without starting the studio.</summary>
public sealed class StudioDbDesign : IDesignTimeDbContextFactory<StudioDb>
{
    /// <inheritdoc/>
    public StudioDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<StudioDb>().UseSqlite("Data Source=design.db").Options);
}
