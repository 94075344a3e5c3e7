namespace MyStyle.Engine.Service.Lanes;

/// <summary>Something long that the engine thread advances step by step. All of it runs on that thread.</summary>
internal interface IWork : IDisposable
{
    /// <summary>Whether somebody waits for it: it then goes before works that take hours.</summary>
    bool IsShort { get; }

    /// <summary>Takes one step; true while more are left.</summary>
    bool Step();

    /// <summary>Writes what a later run can continue from, if anything. Called once where the work is ended early.</summary>
    void Keep();
}
