using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.Data;

/// <summary>What was asked for is not there; the API answers 404 with the sentence.</summary>
/// <param name="message">The sentence a user reads.</param>
public class NotThereException(string message) : EngineException(message);
