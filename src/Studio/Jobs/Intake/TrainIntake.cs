using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>A trained prior becomes the person's own.</summary>
internal sealed class TrainIntake(
    GeneratorShelf generators, DataFolder folder, PictureStore pictures, TimeProvider time) : IOutcomeIntake
{
    /// <inheritdoc/>
    public bool Takes(EngineOutcome outcome) => outcome is TrainOutcome;

    /// <inheritdoc/>
    public async Task<JsonObject> TakeAsync(StudioDb db, TakenJob job, EngineOutcome outcome)
    {
        var train = (TrainOutcome)outcome;
        var order = (TrainPersonOrder)job.Order;
        (GeneratorEntity generator, _) = await generators.AddAsync(db, job, train.PersonFolder, Title(order.Preset), order).ConfigureAwait(false);
        generator.WorstJson = JsonSerializer.Serialize(train.Worst, JobJson.Options);
        PersonEntity person = await db.People.FindAsync(job.Person).ConfigureAwait(false) ?? throw new JobVanishedException();
        person.GeneratorId = generator.Id;
        person.UpdatedUtc = time.GetUtcNow().UtcDateTime;
        person.CoverSha ??= await CoverAsync(db, job, generator).ConfigureAwait(false);
        return new JsonObject
        {
            ["kind"] = "train",
            ["generator"] = generator.Id,
            ["lpipsBefore"] = Number(train.LpipsBefore),
            ["lpipsAfter"] = Number(train.LpipsAfter),
            ["identityBefore"] = Number(train.IdentityBefore),
            ["identityAfter"] = Number(train.IdentityAfter),
            ["worst"] = JsonSerializer.SerializeToNode(train.Worst, JobJson.Options),
        };
    }

    /// <summary>A number for JSON; null where it was not measured.</summary>
    internal static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    private static string Title(string preset) => preset.Length == 0 ? "Training" : char.ToUpperInvariant(preset[0]) + preset[1..];

    /// <summary>The aligned photo that is rendered best; the first anchor's where that is unknown.</summary>
    private async Task<string?> CoverAsync(StudioDb db, TakenJob job, GeneratorEntity generator)
    {
        AnchorEntity? anchor = generator.Anchors.Find(a => a.PhotoName == job.Best) ?? generator.Anchors.FirstOrDefault();
        string? aligned = anchor is null ? null : await db.Photos.Where(p => p.PersonId == job.Person && p.Sha256 == anchor.PhotoSha)
            .Select(p => p.AlignedPath).FirstOrDefaultAsync().ConfigureAwait(false);
        string? path = aligned is null ? null : Path.Combine(folder.Person(job.Person), aligned);
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        string extension = Path.GetExtension(path).ToLowerInvariant() switch { ".jpeg" => ".jpg", var other => other };
        return pictures.Put(job.Person, await File.ReadAllBytesAsync(path).ConfigureAwait(false), extension);
    }
}
