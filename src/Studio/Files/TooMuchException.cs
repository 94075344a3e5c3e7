using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Files;

/// <summary>What was sent is more than the settings allow; the API answers 413 with the sentence.</summary>
/// <param name="message">The sentence a user reads.</param>
public sealed class TooMuchException(string message) : EngineException(message);
