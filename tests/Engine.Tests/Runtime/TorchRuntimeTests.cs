using MyStyle.Build;
using MyStyle.Engine.Runtime;
using TorchSharp;

namespace MyStyle.Engine.Tests.Runtime;

public class TorchRuntimeTests
{
    [Fact]
    public void Load_OnThisMachine_GivesWorkingTensors()
    {
        TorchRuntime.Load();
        using torch.Tensor sum = torch.ones(3).sum();
        sum.item<float>().ShouldBe(3f);
    }

    [Fact]
    public void StagedShim_NeedsNoNewLibstdcxx()
    {
        byte[] staged = File.ReadAllBytes(Path.Combine((string)AppContext.GetData("MyStyle.TorchShimDirectory")!, "libLibTorchSharp.so"));
        ElfSymbolRebinder.Needs(staged, ElfSymbolRebinder.NewVersion).ShouldBeFalse();
    }
}
