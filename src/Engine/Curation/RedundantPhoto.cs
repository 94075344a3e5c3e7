namespace MyStyle.Engine.Curation;

/// <summary>A photo that another one nearly covers.</summary>
/// <param name="File">The photo.</param>
/// <param name="Nearest">The photo it resembles most.</param>
/// <param name="Distance">How far apart they are: the perceptual distance, or without one 1 minus the correlation of the aligned faces.</param>
public sealed record RedundantPhoto(string File, string Nearest, double Distance);
