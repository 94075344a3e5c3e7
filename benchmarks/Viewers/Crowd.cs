using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Studio.Streaming;

namespace MyStyle.Benchmarks.Viewers;

/// <summary>The viewers, in a process of their own. A line on the input asks what each of them has; its end sends them home.</summary>
internal static class Crowd
{
    public static async Task<int> WatchAsync(Uri address, string job, int count)
    {
        var shown = new ConcurrentDictionary<string, long>[count];
        long frames = 0;
        var connections = new List<HubConnection>();
        for (int i = 0; i < count; i++)
        {
            ConcurrentDictionary<string, long> own = shown[i] = new ConcurrentDictionary<string, long>();
            HubConnection connection = new HubConnectionBuilder().WithUrl(new Uri(address, StreamingRegistration.LivePath)).AddMessagePackProtocol().Build();
            await connection.StartAsync().ConfigureAwait(false);
            connections.Add(connection);
            _ = FollowAsync(connection, own);
            _ = Drain(connection);
        }

        Console.WriteLine("watching");
        while (await Console.In.ReadLineAsync().ConfigureAwait(false) is not null)
        {
            // Of every place, what the viewer that is furthest behind shows.
            Dictionary<string, long> behind = shown.SelectMany(own => own).GroupBy(item => item.Key).ToDictionary(
                group => group.Key, group => group.Count() < count ? 0 : group.Min(item => item.Value));
            Console.WriteLine(JsonSerializer.Serialize(new CrowdReport(Interlocked.Read(ref frames), behind)));
        }

        foreach (HubConnection connection in connections)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        return 0;

        async Task FollowAsync(HubConnection connection, ConcurrentDictionary<string, long> own)
        {
            await foreach (LiveFrame frame in connection.StreamAsync<LiveFrame>(nameof(LiveHub.Frames), job).ConfigureAwait(false))
            {
                own[$"{frame.Role} {frame.Place}"] = frame.Sequence;
                Interlocked.Increment(ref frames);
            }
        }

        async Task Drain(HubConnection connection)
        {
            await foreach (LiveProgress _ in connection.StreamAsync<LiveProgress>(nameof(LiveHub.Progress), job).ConfigureAwait(false))
            {
            }
        }
    }
}
