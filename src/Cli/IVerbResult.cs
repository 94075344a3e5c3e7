namespace MyStyle.Cli;

/// <summary>A result that can be a failure although the verb ran to its end (a verification that found something).</summary>
internal interface IVerbResult
{
    /// <summary>True for exit code 1.</summary>
    bool Failed { get; }
}
