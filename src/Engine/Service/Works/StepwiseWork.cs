using MyStyle.Engine.Service.Lanes;
using static TorchSharp.torch;

namespace MyStyle.Engine.Service.Works;

/// <summary>
/// A work written as one method that yields at the end of every step. Each step has a dispose scope of its own: tensors that are to
/// live longer are detached from it, and nothing that is bound to the thread (a scope, no_grad) may be open at a yield.
/// </summary>
/// <param name="context">What it has at hand.</param>
internal abstract class StepwiseWork(WorkContext context) : IWork
{
    private IEnumerator<bool>? _steps;

    /// <inheritdoc/>
    public virtual bool IsShort => true;

    /// <summary>What it has at hand.</summary>
    protected WorkContext Context => context;

    /// <inheritdoc/>
    public bool Step()
    {
        context.Bench.Open();
        using var scope = NewDisposeScope();
        _steps ??= Run().GetEnumerator();
        return _steps.MoveNext();
    }

    /// <inheritdoc/>
    public virtual void Keep()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _steps?.Dispose();

    /// <summary>Does everything; what it yields has no meaning.</summary>
    protected abstract IEnumerable<bool> Run();
}
