using MyStyle.Studio.Components.Shared;

namespace MyStyle.Studio.Tests.Components.Shared;

public sealed class ShortcutsTests
{
    private readonly Shortcuts _keys = new();
    private readonly List<string> _done = [];

    [Fact]
    public async Task Press_KeyOfTwoGroups_RunsTheNewest()
    {
        using IDisposable page = _keys.Register("Page", Key("a", "page"));
        using IDisposable tool = _keys.Register("Tool", Key("a", "tool"));

        (await _keys.PressAsync("a")).ShouldBeTrue();

        _done.ShouldBe(["tool"]);
    }

    [Fact]
    public async Task Press_AfterTheNewestIsGone_RunsTheOlder()
    {
        using IDisposable page = _keys.Register("Page", Key("a", "page"));
        _keys.Register("Tool", Key("a", "tool")).Dispose();

        await _keys.PressAsync("a");

        _done.ShouldBe(["page"]);
    }

    [Fact]
    public async Task Press_KeyOfAScript_DoesNothing()
    {
        using IDisposable painter = _keys.Register("Painting", new Shortcut("b", "Brush"));

        (await _keys.PressAsync("b")).ShouldBeFalse();
        _keys.Keys.ShouldBeEmpty();
        _keys.Groups.Single().Shortcuts.Single().Description.ShouldBe("Brush");
    }

    [Fact]
    public void Register_AndDispose_TellsBothTimes()
    {
        int told = 0;
        _keys.Changed += () => told++;

        IDisposable registration = _keys.Register("Page", Key("a", "page"));
        registration.Dispose();
        registration.Dispose();

        told.ShouldBe(2);
    }

    [Theory]
    [InlineData("?", "?")]
    [InlineData("Ctrl+Shift+z", "Ctrl Shift Z")]
    [InlineData("g p", "G P")]
    [InlineData("ArrowLeft", "←")]
    [InlineData("+", "+")]
    [InlineData("Ctrl++", "Ctrl +")]
    public void Caps_Key_AreReadable(string key, string caps) =>
        string.Join(' ', new Shortcut(key, "").Caps.SelectMany(stroke => stroke)).ShouldBe(caps);

    private Shortcut Key(string key, string name) => new(key, name, () =>
    {
        _done.Add(name);
        return Task.CompletedTask;
    });
}
