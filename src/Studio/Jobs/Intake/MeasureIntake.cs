using System.Text.Json;
using System.Text.Json.Nodes;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>The measured figures stay with the job.</summary>
internal sealed class MeasureIntake : IOutcomeIntake
{
    /// <inheritdoc/>
    public bool Takes(EngineOutcome outcome) => outcome is EvaluateOutcome;

    /// <inheritdoc/>
    public async Task<JsonObject> TakeAsync(StudioDb db, TakenJob job, EngineOutcome outcome)
    {
        string path = ((EvaluateOutcome)outcome).ReportPath;
        try
        {
            JsonNode? report = JsonNode.Parse(await File.ReadAllTextAsync(path).ConfigureAwait(false));
            PersonEntity? person = await db.People.FindAsync(job.Person).ConfigureAwait(false);
            return new JsonObject { ["kind"] = "evaluate", ["generator"] = person?.GeneratorId, ["report"] = report };
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EngineException("The figures that were measured cannot be read. Try the job again.", e);
        }
    }
}
