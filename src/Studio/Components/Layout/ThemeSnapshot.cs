namespace MyStyle.Studio.Components.Layout;

/// <summary>The theme as the browser has it.</summary>
/// <param name="Choice">system, dark or light.</param>
/// <param name="IsDark">Whether the page is dark now.</param>
public sealed record ThemeSnapshot(string Choice, bool IsDark);
