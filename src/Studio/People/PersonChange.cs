namespace MyStyle.Studio.People;

/// <summary>Something about a person changed.</summary>
/// <param name="Person">Whom.</param>
/// <param name="IsGone">Whether the person was deleted.</param>
public sealed record PersonChange(Guid Person, bool IsGone = false);
