namespace MyStyle.Studio.Results;

/// <summary>An anchor that carries a result.</summary>
/// <param name="Name">The photo's name.</param>
/// <param name="Alpha">Its coordinate; all of them sum to 1.</param>
public sealed record CarrierView(string Name, double Alpha);
