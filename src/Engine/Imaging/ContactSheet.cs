namespace MyStyle.Engine.Imaging;

/// <summary>A grid of pictures with a caption below each, for looking at many results at once.</summary>
public sealed class ContactSheet
{
    private const byte Paper = 24;
    private const byte Ink = 225;
    private const byte Headline = 255;
    private readonly int _cell;
    private readonly int _columns;
    private readonly int _gap;
    private readonly List<(RgbImage Image, string Caption)> _items = [];

    /// <summary>An empty sheet.</summary>
    /// <param name="cell">Side of a cell in pixels; pictures are fitted into it, keeping their shape.</param>
    /// <param name="columns">Pictures a row.</param>
    /// <param name="gap">Pixels between cells.</param>
    public ContactSheet(int cell = 128, int columns = 8, int gap = 6)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cell, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        _cell = cell;
        _columns = columns;
        _gap = gap;
    }

    /// <summary>A line above the grid; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>How many pictures are on the sheet.</summary>
    public int Count => _items.Count;

    /// <summary>Adds a picture; captions of several lines are split at line feeds, and a line too long for the cell is cut.</summary>
    public void Add(RgbImage image, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(caption);
        _items.Add((Fit(image), caption));
    }

    /// <summary>Draws the sheet.</summary>
    public RgbImage Render()
    {
        int scale = _cell >= 256 ? 2 : 1;
        int line = (TinyFont.Height + 3) * scale;
        int lines = _items.Select(i => i.Caption.Length == 0 ? 0 : i.Caption.Count(c => c == '\n') + 1).DefaultIfEmpty(0).Max();
        int header = Title is null ? 0 : (TinyFont.Height * 2) + (2 * _gap);
        int rows = Math.Max(1, (_items.Count + _columns - 1) / _columns);
        int stepY = _cell + (lines * line) + (lines > 0 ? 3 : 0) + _gap;
        RgbImage sheet = new((_columns * (_cell + _gap)) + _gap, header + (rows * stepY) + _gap);
        Array.Fill(sheet.Pixels, Paper);
        if (Title is not null)
        {
            TinyFont.Draw(sheet, Cut(Title, sheet.Width - (2 * _gap), 2), _gap, _gap, 2, (Headline, Headline, Headline));
        }

        for (int i = 0; i < _items.Count; i++)
        {
            (RgbImage image, string caption) = _items[i];
            int left = _gap + (i % _columns * (_cell + _gap));
            int top = header + _gap + (i / _columns * stepY);
            Place(sheet, image, left + ((_cell - image.Width) / 2), top + ((_cell - image.Height) / 2));
            string[] captionLines = caption.Split('\n');
            for (int k = 0; k < captionLines.Length; k++)
            {
                TinyFont.Draw(sheet, Cut(captionLines[k], _cell, scale), left, top + _cell + 3 + (k * line), scale, (Ink, Ink, Ink));
            }
        }

        return sheet;
    }

    private static string Cut(string text, int width, int scale)
    {
        int fits = Math.Max(1, (width + scale) / (TinyFont.Advance * scale));
        return text.Length <= fits ? text : fits <= 2 ? text[..fits] : text[..(fits - 2)] + "..";
    }

    private static void Place(RgbImage sheet, RgbImage image, int left, int top)
    {
        for (int y = 0; y < image.Height; y++)
        {
            image.Row(y).CopyTo(sheet.Row(top + y)[(3 * left)..]);
        }
    }

    private RgbImage Fit(RgbImage image)
    {
        double scale = (double)_cell / Math.Max(image.Width, image.Height);
        int width = Math.Clamp((int)Math.Round(image.Width * scale), 1, _cell);
        int height = Math.Clamp((int)Math.Round(image.Height * scale), 1, _cell);
        return Resampler.Resize(image, width, height);
    }
}
