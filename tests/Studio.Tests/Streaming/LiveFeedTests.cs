using MyStyle.Studio.Streaming;

namespace MyStyle.Studio.Tests.Streaming;

public sealed class LiveFeedTests
{
    private readonly LiveFeed _feed = new();
    private long _sequence;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_ANewcomer_GetsTheNewestOfEveryPlaceAndThenWhatComes()
    {
        for (int round = 0; round < 5; round++)
        {
            Publish(0, (byte)round);
            Publish(1, (byte)(100 + round));
        }

        await using IAsyncEnumerator<LiveFrame> viewer = _feed.FramesAsync("job", Token).GetAsyncEnumerator(Token);
        (await NextAsync(viewer)).Bytes[0].ShouldBe((byte)4);
        (await NextAsync(viewer)).Bytes[0].ShouldBe((byte)104);
        ValueTask<bool> next = viewer.MoveNextAsync();
        next.IsCompleted.ShouldBeFalse();
        Publish(1, 105);
        (await next).ShouldBeTrue();
        viewer.Current.Bytes[0].ShouldBe((byte)105);
    }

    [Fact]
    public async Task Frames_ASlowViewer_MissesOldOnesAndNoPlaceStarves()
    {
        Publish(0, 1);
        await using IAsyncEnumerator<LiveFrame> viewer = _feed.FramesAsync("job", Token).GetAsyncEnumerator(Token);
        await NextAsync(viewer);
        // Place 0 is very lively while the viewer is busy.
        Publish(1, 50);
        for (int i = 2; i < 40; i++)
        {
            Publish(0, (byte)i);
        }

        LiveFrame first = await NextAsync(viewer);
        (first.Place, first.Bytes[0]).ShouldBe((1, (byte)50));
        LiveFrame second = await NextAsync(viewer);
        (second.Place, second.Bytes[0]).ShouldBe((0, (byte)39));
        await NothingFollowsAsync(viewer);
    }

    [Fact]
    public void Publish_NobodyTakesWhatComes_TheMemoryIsBounded()
    {
        var viewers = Enumerable.Range(0, 20).Select(_ => _feed.FramesAsync("job", Token).GetAsyncEnumerator(Token)).ToList();
        var waiting = viewers.Select(viewer => viewer.MoveNextAsync().AsTask()).ToList();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 2000; i++)
        {
            _feed.Publish(Frame(i % 12, new byte[20_000]));
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(4_000_000);
        waiting.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Frames_AnOlderOneComesLate_ItIsNotShown()
    {
        LiveFrame older = Frame(0, [1]), newer = Frame(0, [2]);
        _feed.Publish(newer);
        _feed.Publish(older);
        await using IAsyncEnumerator<LiveFrame> viewer = _feed.FramesAsync("job", Token).GetAsyncEnumerator(Token);
        (await NextAsync(viewer)).Bytes[0].ShouldBe((byte)2);
        await NothingFollowsAsync(viewer);
    }

    [Fact]
    public async Task Frames_TheJobEnds_WhatIsLeftIsToldAndTheStreamEnds()
    {
        Publish(0, 7);
        _feed.Publish(Progress("done", 10));
        List<LiveFrame> all = await _feed.FramesAsync("job", Token).ToListAsync(Token);
        all.Count.ShouldBe(1);
        Publish(0, 8);
        (await _feed.FramesAsync("job", Token).ToListAsync(Token))[0].Bytes[0].ShouldBe((byte)7);
    }

    [Fact]
    public async Task Progress_ANewcomer_GetsTheWholeCurveAndThenOnlyWhatIsNew()
    {
        for (int step = 1; step <= 3; step++)
        {
            _feed.Publish(Progress("running", step, [step, 0.5, 0.2]));
        }

        await using IAsyncEnumerator<LiveProgress> viewer = _feed.ProgressAsync("job", Token).GetAsyncEnumerator(Token);
        (await NextAsync(viewer)).Points.Select(point => point[0]).ShouldBe([1, 2, 3]);
        _feed.Publish(Progress("running", 4, [4, 0.4, 0.1]));
        _feed.Publish(Progress("running", 5, [5, 0.4, 0.1]));
        LiveProgress both = await NextAsync(viewer);
        both.Step.ShouldBe(5);
        both.Points.Select(point => point[0]).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task Progress_ALongRun_TheNewestPointIsAlwaysToldAndTheCurveIsBounded()
    {
        for (int step = 1; step <= 5000; step++)
        {
            _feed.Publish(Progress("running", step, [step, 0.5, 0.2]));
        }

        await using IAsyncEnumerator<LiveProgress> viewer = _feed.ProgressAsync("job", Token).GetAsyncEnumerator(Token);
        LiveProgress all = await NextAsync(viewer);
        all.Points.Count.ShouldBeInRange(200, LiveChannel.MostPoints + 1);
        all.Points[^1][0].ShouldBe(5000);
    }

    [Fact]
    public async Task Publish_AJobThatEndedIsTriedAgain_ViewersOfTheNewRunSeeIt()
    {
        _feed.Publish(Progress("failed", 3, [3, 1, 1]));
        (await _feed.ProgressAsync("job", Token).ToListAsync(Token)).Count.ShouldBe(1);
        _feed.Publish(Progress("running", 1, [1, 0.9, 0.9]));
        await using IAsyncEnumerator<LiveProgress> viewer = _feed.ProgressAsync("job", Token).GetAsyncEnumerator(Token);
        (await NextAsync(viewer)).Points.Select(point => point[0]).ShouldBe([1]);
    }

    [Fact]
    public void Publish_ManyJobsEnd_OnlyTheLastAreHeld()
    {
        for (int i = 0; i < 30; i++)
        {
            _feed.Publish(Progress("done", 1) with { Job = $"job {i}" });
        }

        Enumerable.Range(0, 30).Count(i => _feed.Has($"job {i}")).ShouldBe(LiveFeed.EndedJobs);
        _feed.Has("job 29").ShouldBeTrue();
    }

    [Fact]
    public async Task Forget_WhoWatches_IsTold()
    {
        Publish(0, 1);
        await using IAsyncEnumerator<LiveFrame> viewer = _feed.FramesAsync("job", Token).GetAsyncEnumerator(Token);
        await NextAsync(viewer);
        ValueTask<bool> next = viewer.MoveNextAsync();
        _feed.Forget("job");
        (await next).ShouldBeFalse();
        _feed.Has("job").ShouldBeFalse();
    }

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<T> viewer)
    {
        (await viewer.MoveNextAsync()).ShouldBeTrue();
        return viewer.Current;
    }

    private async Task NothingFollowsAsync(IAsyncEnumerator<LiveFrame> viewer)
    {
        ValueTask<bool> next = viewer.MoveNextAsync();
        next.IsCompleted.ShouldBeFalse();
        _feed.Forget("job");
        (await next).ShouldBeFalse();
    }

    private static LiveProgress Progress(string state, long step, params double[][] points) =>
        new() { Job = "job", State = state, Phase = "", Step = step, TotalSteps = 5000, Points = points };

    private void Publish(int place, byte content) => _feed.Publish(Frame(place, [content]));

    private LiveFrame Frame(int place, byte[] bytes) => new()
    {
        Job = "job",
        Sequence = ++_sequence,
        Place = place,
        Role = "now",
        Name = "photo",
        Step = 1,
        MediaType = "image/jpeg",
        Bytes = bytes,
    };
}
