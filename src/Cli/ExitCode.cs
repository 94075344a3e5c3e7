namespace MyStyle.Cli;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The run failed; the reason stands on stderr.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the settings are wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT); what a checkpoint holds is kept.</summary>
    public const int Interrupted = 130;
}
