using System.Text.Json.Nodes;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>A refined generator is added to the person's others; the one that is used stays.</summary>
internal sealed class RefineIntake(GeneratorShelf generators) : IOutcomeIntake
{
    /// <inheritdoc/>
    public bool Takes(EngineOutcome outcome) => outcome is RefineOutcome;

    /// <inheritdoc/>
    public async Task<JsonObject> TakeAsync(StudioDb db, TakenJob job, EngineOutcome outcome)
    {
        var refine = (RefineOutcome)outcome;
        var order = (RefinePersonOrder)job.Order;
        WorkpieceEntity? workpiece = await db.Workpieces.FindAsync(order.Workpiece).ConfigureAwait(false);
        CodeEntity? code = await db.Codes.FindAsync(order.Code).ConfigureAwait(false);
        (GeneratorEntity generator, _) = await generators.AddAsync(
            db, job, refine.PersonFolder, workpiece is null ? "Refined" : $"Refined on {workpiece.FileName}", order).ConfigureAwait(false);
        generator.RefinedFromId = code?.GeneratorId;
        generator.RefinedOnId = workpiece?.Id;
        return new JsonObject
        {
            ["kind"] = "refine",
            ["generator"] = generator.Id,
            ["lpipsBefore"] = TrainIntake.Number(refine.LpipsBefore),
            ["lpipsAfter"] = TrainIntake.Number(refine.LpipsAfter),
        };
    }
}
