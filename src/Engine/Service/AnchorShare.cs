namespace MyStyle.Engine.Service;

/// <summary>How much one anchor carries a picture.</summary>
/// <param name="Index">Row of the anchor.</param>
/// <param name="Name">The photo's name.</param>
/// <param name="Alpha">Its mean coordinate over the layers; all of them sum to 1, negative ones push away.</param>
public sealed record AnchorShare(int Index, string Name, double Alpha);
