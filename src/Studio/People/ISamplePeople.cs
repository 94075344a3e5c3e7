namespace MyStyle.Studio.People;

/// <summary>The made-up person that comes with the program.</summary>
public interface ISamplePeople
{
    /// <summary>The sample person's id; null if the user deleted it, or it is not there yet.</summary>
    Task<Guid?> FindAsync(CancellationToken cancellation = default);

    /// <summary>Brings the sample person, trained, with test photos that are inverted already; does nothing if it is there.</summary>
    /// <exception cref="Engine.Runtime.EngineException">The installation is incomplete.</exception>
    Task<Guid> BringAsync(CancellationToken cancellation = default);
}
