using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Settings;

/// <summary>A setting is unknown, unreadable or out of range: the program ends with exit code 2.</summary>
/// <param name="message">The sentence a user reads.</param>
public sealed class SettingsException(string message) : EngineException(message);
