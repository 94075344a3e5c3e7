namespace MyStyle.Engine.Runtime;

/// <summary>
/// An expected failure: bad input, a missing file, a library that does not load. The message is one sentence or two that
/// say what happened and what to do; programs show it as it is, without a stack trace.
/// </summary>
public class EngineException : Exception
{
    /// <summary>Creates the failure with the sentence a user reads.</summary>
    public EngineException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the failure with the sentence a user reads and what caused it.</summary>
    public EngineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
