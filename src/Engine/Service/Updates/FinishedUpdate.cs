namespace MyStyle.Engine.Service.Updates;

/// <summary>The order is carried out.</summary>
/// <param name="Outcome">What came of it.</param>
public sealed record FinishedUpdate(EngineOutcome Outcome) : EngineUpdate;
