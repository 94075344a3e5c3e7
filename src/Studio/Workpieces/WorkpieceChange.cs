namespace MyStyle.Studio.Workpieces;

/// <summary>An opened picture came, went or changed.</summary>
/// <param name="Person">In whose studio.</param>
/// <param name="Workpiece">Which.</param>
public sealed record WorkpieceChange(Guid Person, Guid Workpiece);
