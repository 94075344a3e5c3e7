using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.People;

/// <summary>Brings the sample person at the first start; the server does not wait for it.</summary>
/// <param name="sample">Who is brought.</param>
/// <param name="settings">Whether that is wanted.</param>
/// <param name="log">Hears why it failed.</param>
internal sealed partial class SampleSeeder(SamplePeople sample, StudioSettings settings, ILogger<SampleSeeder> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.SamplePerson || sample.WasBrought || !SamplePerson.IsInstalled)
        {
            return;
        }

        try
        {
            await sample.BringAsync(stoppingToken);
        }
        catch (EngineException e)
        {
            LogFailure(log, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sample person could not be brought: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
