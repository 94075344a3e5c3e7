using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.People;

/// <summary>Brings the sample person.</summary>
public sealed class SamplePeople : ISamplePeople
{
    /// <inheritdoc/>
    public Task<Guid?> FindAsync(CancellationToken cancellation = default) => Task.FromResult<Guid?>(null);

    /// <inheritdoc/>
    public Task<Guid> BringAsync(CancellationToken cancellation = default) =>
        throw new EngineException("The sample person is missing: the installation is incomplete.");
}
