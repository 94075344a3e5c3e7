namespace MyStyle.Cli.Tests;

/// <summary>A test that runs the command in a home folder of its own.</summary>
public abstract class CommandTests : IDisposable
{
    private protected TemporaryFolder Home { get; } = new();

    private protected MyStyleCommand MyStyle => _command ??= new MyStyleCommand(Home);

    private MyStyleCommand? _command;

    public void Dispose()
    {
        Home.Dispose();
        GC.SuppressFinalize(this);
    }
}
