namespace MyStyle.Studio.Components.Shared;

/// <summary>Keys that belong together.</summary>
/// <param name="Title">Of what: a page or a tool.</param>
/// <param name="Shortcuts">The keys.</param>
public sealed record ShortcutGroup(string Title, IReadOnlyList<Shortcut> Shortcuts);
