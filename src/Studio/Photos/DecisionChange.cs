namespace MyStyle.Studio.Photos;

/// <summary>One photo of a decision.</summary>
/// <param name="Photo">Which.</param>
/// <param name="Before">What had been said.</param>
/// <param name="After">What is said.</param>
internal sealed record DecisionChange(Guid Photo, string? Before, string? After);
