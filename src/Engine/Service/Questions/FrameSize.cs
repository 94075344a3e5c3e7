namespace MyStyle.Engine.Service.Questions;

/// <summary>How a frame is encoded.</summary>
/// <param name="MaxSide">Longest side in pixels; 0 keeps the generator's.</param>
/// <param name="Lossless">PNG rather than JPEG.</param>
public sealed record FrameSize(int MaxSide = 0, bool Lossless = false);
