namespace MyStyle.Engine.Service.Updates;

/// <summary>The paper's figures were measured.</summary>
/// <param name="ReportPath">The figures as JSON, as <c>mystyle evaluate --json</c> prints them.</param>
public sealed record EvaluateOutcome(string ReportPath) : EngineOutcome;
