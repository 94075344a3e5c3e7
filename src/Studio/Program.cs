using MyStyle.Engine.Runtime;
using MyStyle.Studio;
using MyStyle.Studio.Settings;

try
{
    await using WebApplication app = await StudioApp.BuildAsync(args);
    app.SayWhereItListens();
    app.VisitItself();
    await app.RunAsync();
    return 0;
}
catch (SettingsException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (EngineException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message.TrimEnd('.')}. Perhaps the studio runs already; or give another address with --address http://127.0.0.1:0.");
    return 1;
}

/// <summary>The program, for tests that host it.</summary>
public partial class Program;
