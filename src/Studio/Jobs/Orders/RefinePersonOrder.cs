namespace MyStyle.Studio.Jobs.Orders;

/// <summary>Refines a person's generator on one inverted workpiece (PTI).</summary>
/// <param name="Workpiece">Which.</param>
/// <param name="Code">Its code.</param>
/// <param name="Steps">Most optimiser steps.</param>
public sealed record RefinePersonOrder(Guid Workpiece, Guid Code, int Steps) : StudioOrder;
