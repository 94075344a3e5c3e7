using Microsoft.EntityFrameworkCore;

namespace MyStyle.Studio.Data;

/// <summary>What the studio remembers: people, photos and verdicts, anchors, directions, codes, results, jobs.</summary>
/// <param name="options">Where it is.</param>
public sealed class StudioDb(DbContextOptions<StudioDb> options) : DbContext(options)
{
    /// <summary>People.</summary>
    public DbSet<PersonEntity> People => Set<PersonEntity>();

    /// <summary>Generators.</summary>
    public DbSet<GeneratorEntity> Generators => Set<GeneratorEntity>();

    /// <summary>Anchors.</summary>
    public DbSet<AnchorEntity> Anchors => Set<AnchorEntity>();

    /// <summary>Photos of albums.</summary>
    public DbSet<PhotoEntity> Photos => Set<PhotoEntity>();

    /// <summary>What users said about photos.</summary>
    public DbSet<DecisionEntity> Decisions => Set<DecisionEntity>();

    /// <summary>Directions of W.</summary>
    public DbSet<DirectionEntity> Directions => Set<DirectionEntity>();

    /// <summary>Pictures opened in the studio.</summary>
    public DbSet<WorkpieceEntity> Workpieces => Set<WorkpieceEntity>();

    /// <summary>Coordinates of pictures.</summary>
    public DbSet<CodeEntity> Codes => Set<CodeEntity>();

    /// <summary>Pictures that were made.</summary>
    public DbSet<ResultEntity> Results => Set<ResultEntity>();

    /// <summary>Jobs.</summary>
    public DbSet<JobEntity> Jobs => Set<JobEntity>();

    /// <summary>What happened to jobs.</summary>
    public DbSet<JobEventEntity> JobEvents => Set<JobEventEntity>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<PersonEntity>(person =>
        {
            person.ToTable("People");
            person.HasMany(p => p.Photos).WithOne().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
            person.HasMany(p => p.Generators).WithOne().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<GeneratorEntity>(generator =>
        {
            generator.ToTable("Generators");
            generator.HasMany(g => g.Anchors).WithOne().HasForeignKey(a => a.GeneratorId).OnDelete(DeleteBehavior.Cascade);
            generator.HasIndex(g => new { g.PersonId, g.Sha256 });
        });
        modelBuilder.Entity<AnchorEntity>(anchor =>
        {
            anchor.ToTable("Anchors");
            anchor.HasIndex(a => new { a.GeneratorId, a.Index }).IsUnique();
        });
        modelBuilder.Entity<PhotoEntity>(photo =>
        {
            photo.ToTable("Photos");
            photo.HasIndex(p => new { p.PersonId, p.Sha256 }).IsUnique();
        });
        Owned<DecisionEntity>(modelBuilder, "Decisions", nameof(DecisionEntity.PersonId));
        Owned<DirectionEntity>(modelBuilder, "Directions", nameof(DirectionEntity.PersonId));
        Owned<WorkpieceEntity>(modelBuilder, "Workpieces", nameof(WorkpieceEntity.PersonId));
        Owned<CodeEntity>(modelBuilder, "Codes", nameof(CodeEntity.PersonId));
        Owned<ResultEntity>(modelBuilder, "Results", nameof(ResultEntity.PersonId));
        Owned<JobEntity>(modelBuilder, "Jobs", nameof(JobEntity.PersonId));
        modelBuilder.Entity<CodeEntity>().HasOne<GeneratorEntity>().WithMany().HasForeignKey(c => c.GeneratorId).OnDelete(DeleteBehavior.Cascade);
        modelBuilder.Entity<CodeEntity>().HasOne<WorkpieceEntity>().WithMany().HasForeignKey(c => c.WorkpieceId).OnDelete(DeleteBehavior.Cascade);
        modelBuilder.Entity<ResultEntity>().HasOne<CodeEntity>().WithMany().HasForeignKey(r => r.CodeId).OnDelete(DeleteBehavior.SetNull);
        modelBuilder.Entity<ResultEntity>().HasOne<WorkpieceEntity>().WithMany().HasForeignKey(r => r.WorkpieceId).OnDelete(DeleteBehavior.SetNull);
        modelBuilder.Entity<ResultEntity>().Property(r => r.Kind).HasConversion<string>();
        modelBuilder.Entity<JobEntity>(job =>
        {
            job.Property(j => j.Kind).HasConversion<string>();
            job.Property(j => j.State).HasConversion<string>();
            job.HasIndex(j => j.State);
            job.HasMany(j => j.Events).WithOne().HasForeignKey(e => e.JobId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<JobEventEntity>(item =>
        {
            item.ToTable("JobEvents");
            item.HasIndex(e => new { e.JobId, e.Id });
        });
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
    }

    private static void Owned<T>(ModelBuilder model, string table, string person)
        where T : class
    {
        model.Entity<T>().ToTable(table);
        model.Entity<T>().HasOne<PersonEntity>().WithMany().HasForeignKey(person).OnDelete(DeleteBehavior.Cascade);
    }
}
