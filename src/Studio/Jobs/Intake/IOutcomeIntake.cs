using System.Text.Json.Nodes;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>
/// Takes one kind of outcome over. Files are put where they belong by content hash, so that doing it twice does no harm; rows are only
/// added to the context, which is saved with the job's end in one transaction.
/// </summary>
internal interface IOutcomeIntake
{
    /// <summary>Whether this kind of outcome is its business.</summary>
    bool Takes(EngineOutcome outcome);

    /// <summary>Takes it over.</summary>
    /// <param name="db">Inside a transaction.</param>
    /// <param name="job">The job.</param>
    /// <param name="outcome">What came of it.</param>
    /// <returns>What the job keeps: the outcome with ids of rows in place of paths.</returns>
    Task<JsonObject> TakeAsync(StudioDb db, TakenJob job, EngineOutcome outcome);
}
