using MyStyle.Engine.Runtime;
using TorchSharp;

namespace MyStyle.Engine.Tests.Networks;

/// <summary>
/// Loads the native library and frees what a test leaves behind. Tests with tensors run one after the other: each uses all
/// cores, and live tensors are counted for the whole process.
/// </summary>
[Collection("engine thread")]
public abstract class TensorTest : IDisposable
{
    private readonly DisposeScope _scope;

    protected TensorTest()
    {
        TorchRuntime.Load();
        _scope = torch.NewDisposeScope();
    }

    public void Dispose()
    {
        _scope.Dispose();
        GC.SuppressFinalize(this);
    }
}
