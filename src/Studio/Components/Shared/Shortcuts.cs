namespace MyStyle.Studio.Components.Shared;

/// <summary>
/// The keys of one open page. Components register theirs while they are shown; the newest registration of a key wins. "?" shows all of
/// them. Nothing fires while text is typed.
/// </summary>
public sealed class Shortcuts
{
    private readonly List<ShortcutGroup> _groups = [];

    /// <summary>Told when keys came or went.</summary>
    public event Action? Changed;

    /// <summary>All keys, in the order they were registered.</summary>
    public IReadOnlyList<ShortcutGroup> Groups => [.. _groups];

    /// <summary>Every key that does something.</summary>
    public IReadOnlyList<string> Keys =>
        [.. _groups.SelectMany(group => group.Shortcuts).Where(shortcut => shortcut.Action is not null).Select(shortcut => shortcut.Key).Distinct()];

    /// <summary>Adds keys; disposing of what is returned takes them away again.</summary>
    /// <param name="title">Of what: a page or a tool.</param>
    /// <param name="shortcuts">The keys.</param>
    public IDisposable Register(string title, params IReadOnlyList<Shortcut> shortcuts)
    {
        ShortcutGroup group = new(title, shortcuts);
        _groups.Add(group);
        Changed?.Invoke();
        return new Registration(this, group);
    }

    /// <summary>Does what a key stands for.</summary>
    /// <returns>Whether it stands for anything.</returns>
    public async Task<bool> PressAsync(string key)
    {
        Func<Task>? action = _groups.AsEnumerable().Reverse()
            .SelectMany(group => group.Shortcuts)
            .FirstOrDefault(shortcut => shortcut.Key == key && shortcut.Action is not null)?.Action;
        if (action is null)
        {
            return false;
        }

        await action();
        return true;
    }

    private sealed class Registration(Shortcuts owner, ShortcutGroup group) : IDisposable
    {
        public void Dispose()
        {
            if (owner._groups.Remove(group))
            {
                owner.Changed?.Invoke();
            }
        }
    }
}
