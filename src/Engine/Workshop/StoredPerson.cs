using MyStyle.Engine.Models;
using MyStyle.Engine.People;

namespace MyStyle.Engine.Workshop;

/// <summary>Opens a person in whichever of its three forms it is kept: folder, .mystyle archive, difference to a prior.</summary>
public static class StoredPerson
{
    /// <summary>Reads a person whole.</summary>
    /// <param name="path">The person.</param>
    /// <param name="models">Where the prior of a difference is looked for.</param>
    /// <param name="prior">The prior of a difference, by catalogue name or path; null for the one the file names.</param>
    /// <exception cref="MyStyle.Engine.Runtime.EngineException">It is missing, incomplete or damaged, or its prior is not at hand.</exception>
    public static Person Open(string path, ModelDirectories models, string? prior = null)
    {
        ArgumentNullException.ThrowIfNull(models);
        return PersonDelta.IsDelta(path)
            ? PersonDelta.Open(path, models.Require(prior ?? PersonDelta.ReadManifest(path).Prior.Name))
            : PersonFolder.Open(path);
    }
}
