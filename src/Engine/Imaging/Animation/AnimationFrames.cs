namespace MyStyle.Engine.Imaging.Animation;

/// <summary>What both animated formats ask of their frames, and the order frames are shown in.</summary>
internal static class AnimationFrames
{
    private const int MaxPlays = 65535;

    /// <summary>Checks frames, duration and plays.</summary>
    /// <exception cref="ArgumentException">There is no frame, frames differ in size or are too large, or a number is out of range.</exception>
    public static void Check(IReadOnlyList<RgbImage> frames, TimeSpan frameDuration, int plays, int maxSide)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfNegative(plays);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plays, MaxPlays);
        if (frameDuration < TimeSpan.FromMilliseconds(1) || frameDuration > TimeSpan.FromMinutes(10))
        {
            throw new ArgumentOutOfRangeException(nameof(frameDuration), frameDuration, "A frame is shown for 1 ms to 10 minutes.");
        }

        if (frames.Count == 0)
        {
            throw new ArgumentException("An animation has at least one frame.", nameof(frames));
        }

        (int width, int height) = (frames[0].Width, frames[0].Height);
        if (width > maxSide || height > maxSide)
        {
            throw new ArgumentException($"Frames of {width} x {height} pixels are larger than the format allows ({maxSide}).", nameof(frames));
        }

        foreach (RgbImage frame in frames)
        {
            if (frame.Width != width || frame.Height != height)
            {
                throw new ArgumentException(
                    $"All frames are of one size; one is {frame.Width} x {frame.Height}, the first is {width} x {height} pixels.", nameof(frames));
            }
        }
    }

    /// <summary>Indices of the frames as they are shown. There and back again shows neither end twice, so that it loops smoothly.</summary>
    public static IEnumerable<int> Order(int count, bool pingPong)
    {
        IEnumerable<int> forth = Enumerable.Range(0, count);
        return pingPong ? forth.Concat(Enumerable.Range(1, Math.Max(0, count - 2)).Reverse()) : forth;
    }
}
