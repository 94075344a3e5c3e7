using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>Several things happened to the picture, one after the other.</summary>
public sealed class ComposedDegradation : IDegradation, IDisposable
{
    private readonly IDegradation[] _steps;

    /// <param name="steps">In the order in which they happened; those that hold tensors of their own go with this one.</param>
    public ComposedDegradation(params IReadOnlyList<IDegradation> steps) => _steps = [.. steps];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<IDegradation> Steps => _steps;

    /// <inheritdoc/>
    public Tensor Apply(Tensor images) => _steps.Aggregate(images, (degraded, step) => step.Apply(degraded));

    /// <inheritdoc/>
    public Tensor Observe(Tensor pictures) => _steps.Aggregate(pictures, (seen, step) => step.Observe(seen));

    /// <inheritdoc/>
    public Tensor? Hidden(Tensor images) => _steps.Select(step => step.Hidden(images)).FirstOrDefault(hidden => hidden is not null);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable step in _steps.OfType<IDisposable>())
        {
            step.Dispose();
        }
    }
}
