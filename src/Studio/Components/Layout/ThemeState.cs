namespace MyStyle.Studio.Components.Layout;

/// <summary>The theme of one open page. The browser decides and remembers; this knows what it decided.</summary>
public sealed class ThemeState
{
    /// <summary>Told when it changed.</summary>
    public event Action? Changed;

    /// <summary>The theme now.</summary>
    public ThemeSnapshot Current { get; private set; } = new("system", true);

    /// <summary>Takes over what the browser says.</summary>
    public void Update(ThemeSnapshot snapshot)
    {
        if (snapshot != Current)
        {
            Current = snapshot;
            Changed?.Invoke();
        }
    }
}
