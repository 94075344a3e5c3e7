namespace MyStyle.Studio.Api;

/// <summary>A new person.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Prior">The prior it will be trained on; null for the bundled one.</param>
public sealed record PersonPost(string Name, string? Prior = null);
