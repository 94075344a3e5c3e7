namespace MyStyle.Engine.Workshop;

/// <summary>A photo that cannot be used.</summary>
/// <param name="File">Its name.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record PhotoFailure(string File, string Reason);
