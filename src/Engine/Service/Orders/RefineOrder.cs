namespace MyStyle.Engine.Service.Orders;

/// <summary>Tunes a copy of a person's generator on one inverted photo (PTI's second stage).</summary>
public sealed record RefineOrder : EngineOrder
{
    /// <summary>The trained person's folder.</summary>
    public required string PersonFolder { get; init; }

    /// <summary>The aligned photo.</summary>
    public required string PicturePath { get; init; }

    /// <summary>Its code.</summary>
    public required string CodePath { get; init; }

    /// <summary>Most optimiser steps.</summary>
    public int Steps { get; init; } = 200;
}
