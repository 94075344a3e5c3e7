namespace MyStyle.Studio.Api;

/// <summary>What changes of a person; null leaves it as it is.</summary>
/// <param name="Name">Another name.</param>
/// <param name="Prior">Another prior to train on.</param>
/// <param name="Generator">Another of the person's generators to work with.</param>
public sealed record PersonPatch(string? Name = null, string? Prior = null, Guid? Generator = null);
