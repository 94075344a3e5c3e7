namespace MyStyle.Engine.Service.Updates;

/// <summary>A checkpoint is on disk: a run that ends now continues from here.</summary>
/// <param name="Step">Steps it holds.</param>
public sealed record CheckpointUpdate(long Step) : EngineUpdate;
