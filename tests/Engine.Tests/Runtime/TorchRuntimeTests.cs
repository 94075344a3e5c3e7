using MyStyle.Engine.Runtime;
using TorchSharp;

namespace MyStyle.Engine.Tests.Runtime;

[Collection("engine thread")]
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
    public void Load_Twice_IsTheSameLibrary()
    {
        TorchInfo first = TorchRuntime.Load();
        TorchRuntime.Load(new TorchOptions { LibTorchDirectory = "/nowhere" }).ShouldBeSameAs(first);
        first.Version.ShouldStartWith("2.");
        first.Threads.ShouldBeInRange(1, Environment.ProcessorCount);
    }

    [Fact]
    public async Task Load_OnOneThread_LeavesTheSettingForOthers()
    {
        TorchInfo info = TorchRuntime.Load();
        using var engine = new EngineThread();
        (await engine.RunAsync(torch.get_num_threads)).ShouldBe(info.Threads);
    }
}
