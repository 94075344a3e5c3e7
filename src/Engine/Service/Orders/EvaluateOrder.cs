namespace MyStyle.Engine.Service.Orders;

/// <summary>Measures the paper's figures for one person.</summary>
public sealed record EvaluateOrder : EngineOrder
{
    /// <summary>The trained person's folder.</summary>
    public required string PersonFolder { get; init; }

    /// <summary>Aligned held-out photos.</summary>
    public required IReadOnlyList<PhotoFile> Test { get; init; }

    /// <summary>Optimiser steps of every projection.</summary>
    public int Steps { get; init; } = 300;

    /// <summary>Pictures drawn from the hull.</summary>
    public int Samples { get; init; } = 100;

    /// <summary>Fixes the samples.</summary>
    public ulong Seed { get; init; }
}
