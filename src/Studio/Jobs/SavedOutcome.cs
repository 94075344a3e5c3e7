using System.Text.Json;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Studio.Jobs;

/// <summary>What the engine came to, kept in the job's folder until it is taken over: a crash in between must not cost the work.</summary>
internal static class SavedOutcome
{
    private const string FileName = "outcome.json";

    /// <summary>The outcome that was not taken over; null if there is none.</summary>
    public static EngineOutcome? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path) ? JobJson.ReadOutcome(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps it.</summary>
    public static void Write(string folder, EngineOutcome outcome) => AtomicFile.Write(Path.Combine(folder, FileName), JobJson.Write(outcome));

    /// <summary>It was taken over.</summary>
    public static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(Path.Combine(folder, FileName));
        }
    }
}
