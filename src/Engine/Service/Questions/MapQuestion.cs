namespace MyStyle.Engine.Service.Questions;

/// <summary>The anchors as a map (figure 13).</summary>
public sealed record MapQuestion : EngineQuestion<MapAnswer>;
