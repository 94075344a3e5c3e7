namespace MyStyle.Cli.Reporting;

/// <summary>Hears how far a long piece of work is.</summary>
internal interface IStepProgress
{
    /// <summary>Units done so far, the loss where there is one, and the total where it became known only now.</summary>
    void Report(double done, double? loss = null, double? total = null);
}
