namespace MyStyle.Engine.Imaging;

/// <summary>Frames side by side in one row, to show a movement in a still picture.</summary>
public static class FilmStrip
{
    /// <summary>Draws the strip, a <see cref="ContactSheet"/> of one row.</summary>
    /// <param name="frames">At least one, in their order.</param>
    /// <param name="captions">One a frame, or null for none.</param>
    /// <param name="cell">Side of a cell in pixels; frames are fitted into it, keeping their shape.</param>
    /// <param name="most">The most frames to show; of more, evenly spaced ones are taken, among them the first and the last.</param>
    /// <exception cref="ArgumentException">There is no frame, or not one caption for each.</exception>
    public static RgbImage Render(IReadOnlyList<RgbImage> frames, IReadOnlyList<string>? captions = null, int cell = 160, int most = 12)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (frames.Count == 0)
        {
            throw new ArgumentException("A strip has at least one frame.", nameof(frames));
        }

        if (captions is not null && captions.Count != frames.Count)
        {
            throw new ArgumentException($"There are {captions.Count} captions for {frames.Count} frames.", nameof(captions));
        }

        int shown = Math.Min(most, frames.Count);
        ContactSheet sheet = new(cell, shown);
        for (int i = 0; i < shown; i++)
        {
            int index = shown == 1 ? 0 : (int)Math.Round(i * (frames.Count - 1.0) / (shown - 1));
            sheet.Add(frames[index], captions?[index] ?? "");
        }

        return sheet.Render();
    }
}
