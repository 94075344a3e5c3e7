using MyStyle.Engine.Service.Lanes;

namespace MyStyle.Engine.Tests.Service;

/// <summary>A work of so many steps that writes down what happens to it.</summary>
/// <param name="log">Written on the engine thread only.</param>
/// <param name="name">What the log calls it.</param>
/// <param name="steps">How many.</param>
/// <param name="isShort">Whether it goes before long ones.</param>
/// <param name="onStep">Done in every step, after it was written down; told which step it is, from 1.</param>
internal sealed class FakeWork(List<string> log, string name, int steps, bool isShort = false, Action<int>? onStep = null) : IWork
{
    private int _done;

    public bool IsShort => isShort;

    public Action? OnKeep { get; init; }

    public bool Step()
    {
        _done++;
        log.Add($"{name}{_done}");
        onStep?.Invoke(_done);
        return _done < steps;
    }

    public void Keep()
    {
        log.Add($"{name} keeps {_done}");
        OnKeep?.Invoke();
    }

    public void Dispose() => log.Add($"{name} goes");
}
