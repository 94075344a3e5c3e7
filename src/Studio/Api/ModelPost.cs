namespace MyStyle.Studio.Api;

/// <summary>Where models are to be taken from.</summary>
/// <param name="Path">A file or folder of the machine that runs the studio.</param>
public sealed record ModelPost(string Path);
