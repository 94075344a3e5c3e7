namespace MyStyle.Studio.Results;

/// <summary>Results came, went or were marked.</summary>
/// <param name="Person">Whose.</param>
public sealed record ResultChange(Guid Person);
