namespace MyStyle.Engine.Service.Updates;

/// <summary>Something a running order tells.</summary>
public abstract record EngineUpdate;
