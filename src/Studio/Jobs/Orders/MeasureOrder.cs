namespace MyStyle.Studio.Jobs.Orders;

/// <summary>Measures the paper's figures on the held-out photos.</summary>
/// <param name="Steps">Optimiser steps of every projection.</param>
/// <param name="Samples">Pictures drawn from the hull.</param>
/// <param name="Seed">Fixes the samples.</param>
public sealed record MeasureOrder(int Steps, int Samples, long Seed) : StudioOrder;
