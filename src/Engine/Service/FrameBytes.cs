namespace MyStyle.Engine.Service;

/// <summary>An encoded picture.</summary>
/// <param name="Bytes">The file's bytes.</param>
/// <param name="MediaType">image/jpeg, image/webp or image/png.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record FrameBytes(byte[] Bytes, string MediaType, int Width, int Height);
