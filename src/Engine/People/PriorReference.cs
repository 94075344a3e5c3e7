namespace MyStyle.Engine.People;

/// <summary>Which prior a person was tuned from.</summary>
/// <param name="Name">Its catalogue name or file name.</param>
/// <param name="Sha256">SHA-256 of its file in lower-case hex.</param>
/// <param name="Resolution">Width and height of its pictures in pixels.</param>
public sealed record PriorReference(string Name, string Sha256, int Resolution);
