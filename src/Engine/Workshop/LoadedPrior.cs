using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.People;

namespace MyStyle.Engine.Workshop;

/// <summary>A prior in memory, and which one it is.</summary>
/// <param name="Generator">Its weights on a device; whoever loaded it disposes it.</param>
/// <param name="Reference">Name, hash and resolution.</param>
public sealed record LoadedPrior(StyleGenerator Generator, PriorReference Reference);
