namespace MyStyle.Studio.Components.Shared;

/// <summary>A key and what it does.</summary>
/// <param name="Key">
/// What the browser calls it, with its modifiers: <c>?</c>, <c>a</c>, <c>Shift+a</c>, <c>Ctrl+z</c>, <c>ArrowLeft</c>, <c>Space</c>, or two strokes such
/// as <c>g p</c>. Printable keys that need Shift stand for themselves.
/// </param>
/// <param name="Description">What it does, in a few words.</param>
/// <param name="Action">Does it; null when a script of the page listens itself and the key is only to be shown.</param>
public sealed record Shortcut(string Key, string Description, Func<Task>? Action = null)
{
    /// <summary>The strokes, each as the caps to be pressed together, in words.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Caps => [.. Key.Split(' ').Select(stroke => (IReadOnlyList<string>)[.. Split(stroke).Select(Name)])];

    private static IEnumerable<string> Split(string stroke)
    {
        while (stroke.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus && plus < stroke.Length - 1)
        {
            yield return stroke[..plus];
            stroke = stroke[(plus + 1)..];
        }

        yield return stroke;
    }

    private static string Name(string cap) => cap switch
    {
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "Escape" => "Esc",
        { Length: 1 } => cap.ToUpperInvariant(),
        _ => cap,
    };
}
