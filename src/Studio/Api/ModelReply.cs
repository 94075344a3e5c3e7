namespace MyStyle.Studio.Api;

/// <summary>What was taken in.</summary>
/// <param name="Taken">Names of the models.</param>
/// <param name="PassedOver">Why other files were not, a sentence each.</param>
public sealed record ModelReply(IReadOnlyList<string> Taken, IReadOnlyList<string> PassedOver);
