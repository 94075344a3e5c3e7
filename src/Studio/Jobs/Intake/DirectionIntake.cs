using System.Text.Json;
using System.Text.Json.Nodes;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Weights;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>A learned direction becomes a slider of the person.</summary>
internal sealed class DirectionIntake(PictureStore pictures, TimeProvider time) : IOutcomeIntake
{
    /// <inheritdoc/>
    public bool Takes(EngineOutcome outcome) => outcome is DirectionOutcome;

    /// <inheritdoc/>
    public async Task<JsonObject> TakeAsync(StudioDb db, TakenJob job, EngineOutcome outcome)
    {
        var learned = (DirectionOutcome)outcome;
        var order = (DirectionOrder)job.Order;
        PersonEntity person = await db.People.FindAsync(job.Person).ConfigureAwait(false) ?? throw new JobVanishedException();
        GeneratorEntity? generator = person.GeneratorId is { } id ? await db.Generators.FindAsync(id).ConfigureAwait(false) : null;
        string[] examples = [.. learned.Examples.Where(File.Exists).Select(path => pictures.Put(job.Person, File.ReadAllBytes(path), ".png"))];
        float[] vector = File.Exists(learned.Path)
            ? LatentFile.ReadDirection(learned.Path)
            : throw new EngineException("The learned slider is not where the engine put it. Try the job again.");
        var direction = new DirectionEntity
        {
            PersonId = job.Person,
            Prior = generator?.Prior ?? person.Prior,
            Name = learned.Name,
            Source = order.Attribute is null ? "groups" : "attribute",
            Vector = GeneratorRow.Bytes(vector),
            Accuracy = Finite(learned.Accuracy),
            Auc = Finite(learned.Auc),
            Correlation = Finite(learned.Correlation),
            Cosine = Finite(learned.Cosine),
            ParametersJson = JsonSerializer.Serialize(new { Order = order, Generator = generator?.Id, Examples = examples }, JobJson.Options),
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Directions.Add(direction);
        return new JsonObject
        {
            ["kind"] = "direction",
            ["direction"] = direction.Id,
            ["name"] = direction.Name,
            ["accuracy"] = TrainIntake.Number(learned.Accuracy),
            ["auc"] = TrainIntake.Number(learned.Auc),
            ["correlation"] = TrainIntake.Number(learned.Correlation),
            ["cosine"] = TrainIntake.Number(learned.Cosine),
            ["examples"] = JsonSerializer.SerializeToNode(examples, JobJson.Options),
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
