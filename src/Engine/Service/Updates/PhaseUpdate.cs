namespace MyStyle.Engine.Service.Updates;

/// <summary>What the order does now, in words for the person who waits.</summary>
/// <param name="Text">Loading the prior, finding anchors, measuring.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">Of how much; 0 if unknown.</param>
public sealed record PhaseUpdate(string Text, long Done = 0, long Total = 0) : EngineUpdate;
