using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Runtime;

[Collection("engine thread")]
public class CudnnBenchmarkTests
{
    [Fact]
    public void TrySet_IsWhatLibtorchThenSays()
    {
        string directory = TorchRuntime.Load().Directory;
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The exported names are those of Linux builds.");
        CudnnBenchmark.TrySet(directory, true).ShouldBeTrue();
        CudnnBenchmark.IsSet(directory).ShouldBe(true);
        CudnnBenchmark.TrySet(directory, false).ShouldBeTrue();
        CudnnBenchmark.IsSet(directory).ShouldBe(false);
    }

    [Fact]
    public void TrySet_WhereNoLibtorchIs_IsRefused() => CudnnBenchmark.TrySet("/nowhere", true).ShouldBeFalse();
}
