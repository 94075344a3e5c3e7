namespace MyStyle.Studio.Api;

/// <summary>Whether there was anything to do.</summary>
/// <param name="Done">False if there was not.</param>
public sealed record DoneReply(bool Done);
