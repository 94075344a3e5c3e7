using MyStyle.Engine.Benchmarks;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Tests.Benchmarks;

public class EnginesBenchmarkTests : TensorTest
{
    [Fact]
    public void Run_WithTwoDevices_MeasuresOneAloneAndBothTogether()
    {
        using var toolbox = new Toolbox(new ModelDirectories(Fixtures.Repository.Asset("models"), ["/none"]), EngineDevice.Cpu);
        var options = new BenchmarkOptions
        {
            Resolution = 8,
            Batches = [2],
            Anchors = 3,
            WarmUp = 1,
            Runs = 4,
            Seconds = 0,
            Parts = ["engines"],
            Devices = [EngineDevice.Cpu, EngineDevice.Cpu],
        };
        IReadOnlyList<BenchmarkItem> items = new SpeedBenchmark(toolbox, options).Run().Items;
        items.Select(item => (item.Name, item.Runs)).ShouldBe([("tuning step, one engine", 3), ("tuning step, each of 2 engines at once", 6)]);
        items.ShouldAllBe(item => item.Milliseconds > 0 && item.Milliseconds >= item.Fastest);
    }

    [Fact]
    public void Run_WithOneDevice_LeavesTheComparisonOut()
    {
        using var toolbox = new Toolbox(new ModelDirectories(Fixtures.Repository.Asset("models"), ["/none"]), EngineDevice.Cpu);
        new SpeedBenchmark(toolbox, new BenchmarkOptions { Resolution = 8, Anchors = 3, Parts = ["engines"] }).Run().Items.ShouldBeEmpty();
    }
}
