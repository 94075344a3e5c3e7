using System.Net.WebSockets;
using System.Text;
using MessagePack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MyStyle.Engine.Service;
using MyStyle.Studio.Data;
using MyStyle.Studio.Engines;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Streaming;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Streaming;

/// <summary>The hub as browsers meet it: Kestrel, a socket, MessagePack.</summary>
public sealed class LiveHubTests : IAsyncLifetime
{
    private readonly TemporaryFolder _root = new();
    private readonly FakeEngine _engine = new();
    private WebApplication _app = null!;
    private ILiveFeed _feed = null!;
    private Guid _person;
    private Guid _job;
    private long _sequence;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services.AddSingleton(new DataFolder(_root.Path)).AddSingleton(TimeProvider.System).AddSingleton<IEngineService>(_engine);
        builder.Services.AddStudioData().AddStudioEngine().AddStudioJobs().AddStudioStreaming();
        _app = builder.Build();
        await _app.PrepareStudioDataAsync();
        _app.MapStudioHub();
        await _app.StartAsync(Token);
        _feed = _app.Services.GetRequiredService<ILiveFeed>();
        await using StudioDb db = await _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Token);
        var person = new PersonEntity { Name = "Ada", Prior = "none" };
        db.People.Add(person);
        // Held, so that the runner leaves it to the test.
        var job = new JobEntity
        {
            PersonId = person.Id,
            Kind = JobKind.Train,
            State = JobState.Paused,
            Title = "Training",
            OrderJson = JobJson.Write(JobHarness.Train()),
        };
        db.Jobs.Add(job);
        db.JobEvents.Add(new JobEventEntity { JobId = job.Id, Kind = JobEvents.Step, Step = 1, Loss = 0.5, Lpips = 0.25 });
        await db.SaveChangesAsync(Token);
        (_person, _job) = (person.Id, job.Id);
    }

    public async ValueTask DisposeAsync()
    {
        _feed.Forget(_job.ToString());
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _root.Dispose();
    }

    [Fact]
    public async Task Frames_OverTheWire_ArriveWithEverything()
    {
        await using HubConnection viewer = await ConnectAsync();
        LiveFrame sent = Frame(3, [1, 2, 3]) with { Lpips = 0.25, Identity = 0.75, EffectiveBeta = 0.01, Carriers = ["a.jpg", "b.jpg"], Shares = [0.6, 0.4] };
        _feed.Publish(sent);
        await using IAsyncEnumerator<LiveFrame> frames = viewer.StreamAsync<LiveFrame>("Frames", _job.ToString(), Token).GetAsyncEnumerator(Token);
        (await frames.MoveNextAsync()).ShouldBeTrue();
        LiveFrame got = frames.Current;
        got.Bytes.ShouldBe(sent.Bytes);
        got.Carriers.ShouldBe(sent.Carriers);
        got.Shares.ShouldBe(sent.Shares);
        (got with { Bytes = sent.Bytes, Carriers = sent.Carriers, Shares = sent.Shares }).ShouldBe(sent);
    }

    [Fact]
    public async Task Progress_OfAJobThatDoesNotRun_ComesFromTheDatabaseAndThenLive()
    {
        await using HubConnection viewer = await ConnectAsync();
        await using IAsyncEnumerator<LiveProgress> stream =
            viewer.StreamAsync<LiveProgress>("Progress", _job.ToString(), Token).GetAsyncEnumerator(Token);
        (await stream.MoveNextAsync()).ShouldBeTrue();
        stream.Current.State.ShouldBe("paused");
        stream.Current.Points.ShouldHaveSingleItem().ShouldBe([1, 0.5, 0.25]);
        Publish("running", 2);
        (await stream.MoveNextAsync()).ShouldBeTrue();
        stream.Current.Step.ShouldBe(2);
        Publish("done", 3);
        (await stream.MoveNextAsync()).ShouldBeTrue();
        stream.Current.State.ShouldBe("done");
        (await stream.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Frames_OfNoJob_SaysSo()
    {
        await using HubConnection viewer = await ConnectAsync();
        HubException e = await Should.ThrowAsync<HubException>(async () =>
            await viewer.StreamAsync<LiveFrame>("Frames", Guid.NewGuid().ToString(), Token).ToListAsync(Token));
        e.Message.ShouldContain("no such job");
    }

    [Fact]
    public async Task Jobs_TheListChanges_EveryViewerIsTold()
    {
        await using HubConnection first = await ConnectAsync(), second = await ConnectAsync();
        await using IAsyncEnumerator<LiveNotice> one = first.StreamAsync<LiveNotice>("Jobs", Token).GetAsyncEnumerator(Token);
        await using IAsyncEnumerator<LiveNotice> two = second.StreamAsync<LiveNotice>("Jobs", Token).GetAsyncEnumerator(Token);
        ValueTask<bool> toOne = one.MoveNextAsync(), toTwo = two.MoveNextAsync();
        IJobs jobs = _app.Services.GetRequiredService<IJobs>();
        // The streams begin when the server gets to them: told again until both have heard.
        while (!toOne.IsCompleted || !toTwo.IsCompleted)
        {
            await jobs.MoveAsync(_job, null);
            await Task.Delay(20, Token);
        }

        await toOne;
        await toTwo;
        one.Current.Job.ShouldBe(_job.ToString());
        two.Current.Person.ShouldBe(_person.ToString());
    }

    [Fact]
    public async Task Frames_AViewerThatReadsNothing_HoldsUpNobody()
    {
        using ClientWebSocket stuck = await StuckViewerAsync();
        await using HubConnection viewer = await ConnectAsync();
        var newest = new System.Collections.Concurrent.ConcurrentDictionary<int, byte>();
        Task watching = Task.Run(
            async () =>
            {
                await foreach (LiveFrame frame in viewer.StreamAsync<LiveFrame>("Frames", _job.ToString(), Token))
                {
                    newest[frame.Place] = frame.Bytes[0];
                }
            },
            Token);
        // 120 MB in all: more than any socket's buffers take.
        for (int i = 0; i < 1200; i++)
        {
            byte[] bytes = new byte[100_000];
            bytes[0] = (byte)(i / 12);
            _feed.Publish(Frame(i % 12, bytes));
            await Task.Yield();
        }

        _feed.Publish(new LiveProgress { Job = _job.ToString(), State = "done", Phase = "", Step = 1, TotalSteps = 1 });
        await watching.WaitAsync(TimeSpan.FromSeconds(30), Token);
        newest.Count.ShouldBe(12);
        newest.Values.ShouldAllBe(value => value == 99);
        stuck.State.ShouldBe(WebSocketState.Open);
    }

    /// <summary>A socket that asks for frames and then never reads.</summary>
    private async Task<ClientWebSocket> StuckViewerAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(Address.Replace("http", "ws", StringComparison.Ordinal) + StreamingRegistration.LivePath), Token);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"messagepack\",\"version\":1}\u001e"), WebSocketMessageType.Binary, true, Token);
        byte[] call = MessagePackSerializer.Serialize(
            new object[] { 4, new Dictionary<string, string>(), "1", "Frames", new object[] { _job.ToString() }, Array.Empty<string>() },
            cancellationToken: Token);
        call.Length.ShouldBeLessThan(128);
        await socket.SendAsync((byte[])[(byte)call.Length, .. call], WebSocketMessageType.Binary, true, Token);
        return socket;
    }

    private string Address => _app.Urls.First();

    private async Task<HubConnection> ConnectAsync()
    {
        HubConnection connection = new HubConnectionBuilder().WithUrl(Address + StreamingRegistration.LivePath).AddMessagePackProtocol().Build();
        await connection.StartAsync(Token);
        return connection;
    }

    private void Publish(string state, long step) =>
        _feed.Publish(new LiveProgress { Job = _job.ToString(), State = state, Phase = "", Step = step, TotalSteps = 10 });

    private LiveFrame Frame(int place, byte[] bytes) => new()
    {
        Job = _job.ToString(),
        Sequence = ++_sequence,
        Place = place,
        Role = "now",
        Name = "photo",
        Step = 1,
        MediaType = "image/jpeg",
        Bytes = bytes,
    };
}
