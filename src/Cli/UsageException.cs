using MyStyle.Engine.Runtime;

namespace MyStyle.Cli;

/// <summary>The command line or the settings ask for something that does not exist: exit code 2.</summary>
internal sealed class UsageException(string message) : EngineException(message);
