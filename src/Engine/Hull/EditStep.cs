namespace MyStyle.Engine.Hull;

/// <summary>An edited code and how it came about.</summary>
/// <param name="Theta">The magnitude asked for.</param>
/// <param name="AppliedTheta">The magnitude applied before any projection; differs from <paramref name="Theta"/> only when stopped.</param>
/// <param name="Alpha">The edited alpha-plus [L, N].</param>
/// <param name="LinearDilation">The dilation <c>alpha + theta gamma</c> would need.</param>
/// <param name="Dilation">The dilation <paramref name="Alpha"/> needs.</param>
/// <param name="Inside">Whether <paramref name="Alpha"/> lies in the allowed hull.</param>
/// <param name="Outcome">Which way it took.</param>
public sealed record EditStep(
    double Theta, double AppliedTheta, RowMatrix Alpha, double LinearDilation, double Dilation, bool Inside, EditOutcome Outcome);
