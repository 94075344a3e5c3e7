using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Engine.Tests.Service;

public sealed class UpdateBoxTests
{
    private static readonly FrameBytes Picture = new([1], "image/png", 1, 1);

    [Fact]
    public async Task SlowReader_SeesTheNewestFrameOfEachPlace_AndEverythingElse()
    {
        var box = new UpdateBox();
        for (int step = 1; step <= 3; step++)
        {
            box.Add(new StepUpdate(step, 3, 0, 0, 0));
            box.Add(Frame(0, step));
            box.Add(Frame(1, step));
            box.Add(new CheckpointUpdate(step));
        }

        box.Add(new PhaseUpdate("measuring", 1, 2));
        box.Add(new PhaseUpdate("measuring", 2, 2));
        box.Complete(null);
        (await Read(box)).ShouldBe(
        [
            new CheckpointUpdate(1), new CheckpointUpdate(2), new StepUpdate(3, 3, 0, 0, 0), Frame(0, 3), Frame(1, 3), new CheckpointUpdate(3),
            new PhaseUpdate("measuring", 2, 2),
        ]);
    }

    [Fact]
    public async Task Failure_ComesAfterWhatWasToldBefore()
    {
        var box = new UpdateBox();
        box.Add(new CheckpointUpdate(1));
        box.Complete(new EngineException("disk full"));
        var read = new List<EngineUpdate>();
        EngineException failure = await Should.ThrowAsync<EngineException>(async () =>
        {
            await foreach (EngineUpdate update in box.ReadAsync())
            {
                read.Add(update);
            }
        });
        failure.Message.ShouldBe("disk full");
        read.ShouldBe([new CheckpointUpdate(1)]);
    }

    [Fact]
    public async Task Reader_ThatWaits_IsWoken()
    {
        var box = new UpdateBox();
        Task<List<EngineUpdate>> reading = Read(box);
        for (int i = 0; i < 100; i++)
        {
            box.Add(new CheckpointUpdate(i));
            await Task.Yield();
        }

        box.Complete(null);
        (await reading).ShouldBe(Enumerable.Range(0, 100).Select(i => new CheckpointUpdate(i)));
    }

    private static FrameUpdate Frame(int place, long step) => new(place, "", step, Picture, null, null, null, null, []);

    private static async Task<List<EngineUpdate>> Read(UpdateBox box)
    {
        var read = new List<EngineUpdate>();
        await foreach (EngineUpdate update in box.ReadAsync())
        {
            read.Add(update);
        }

        return read;
    }
}
