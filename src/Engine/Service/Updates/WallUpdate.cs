namespace MyStyle.Engine.Service.Updates;

/// <summary>One place of a training's wall: the photo and what the untuned prior makes of its anchor. Told once at the start.</summary>
/// <param name="Place">From 0.</param>
/// <param name="Name">The photo's name.</param>
/// <param name="Photo">The photo.</param>
/// <param name="Before">The untuned prior's rendering of its anchor.</param>
public sealed record WallUpdate(int Place, string Name, FrameBytes Photo, FrameBytes Before) : EngineUpdate;
