using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Studio;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Streaming;

namespace MyStyle.Benchmarks.Viewers;

/// <summary>The studio with one long training of the sample person.</summary>
internal sealed class Sitting : IAsyncDisposable
{
    private const int Photos = 24;
    private const int Side = 128;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly string _data;
    private readonly WebApplication _app;
    private readonly IJobs _jobs;
    private readonly ILiveFeed _feed;
    private Guid _job;

    private Sitting(string data, WebApplication app)
    {
        (_data, _app) = (data, app);
        _jobs = app.Services.GetRequiredService<IJobs>();
        _feed = app.Services.GetRequiredService<ILiveFeed>();
    }

    public static async Task<Sitting> StartAsync()
    {
        string data = Directory.CreateTempSubdirectory("mystyle-viewers-").FullName;
        WebApplication app = await StudioApp.BuildAsync(
            [$"--Studio:DataFolder={data}", "--Studio:SamplePerson=false", "--Studio:Address=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]).ConfigureAwait(false);
        await app.StartAsync().ConfigureAwait(false);
        var sitting = new Sitting(data, app);
        await sitting.TrainAsync().ConfigureAwait(false);
        return sitting;
    }

    public async Task<int> MeasureAsync(int viewers, int pairs, TimeSpan window)
    {
        Console.WriteLine("warming up");
        await RateAsync(window).ConfigureAwait(false);
        var alone = new List<double>();
        var watched = new List<double>();
        bool allNewest = true;
        for (int pair = 0; pair < pairs; pair++)
        {
            alone.Add(await RateAsync(window).ConfigureAwait(false));
            (double rate, long frames, bool newest) = await WatchedAsync(viewers, window).ConfigureAwait(false);
            watched.Add(rate);
            allNewest &= newest;
            using var self = Process.GetCurrentProcess();
            Say($"pair {pair + 1}: alone {alone[^1]:0.000} steps/s, watched {rate:0.000} ({100 * ((rate / alone[^1]) - 1):+0.0;-0.0} %)");
            Say($"  {frames} frames to {viewers} viewers, the newest everywhere: {newest}");
            Say($"  memory {self.WorkingSet64 / 1e6:0} MB, managed {GC.GetTotalMemory(false) / 1e6:0} MB");
        }

        double change = Median([.. watched.Zip(alone, (with, without) => (with / without) - 1)]);
        Say($"median of the pairs: {100 * change:+0.0;-0.0} %; every viewer had the newest frame of every place: {allNewest}");
        return allNewest && change > -0.05 ? 0 : 1;
    }

    public async ValueTask DisposeAsync()
    {
        await _jobs.CancelAsync(_job).ConfigureAwait(false);
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_data, recursive: true);
    }

    private async Task<(double Rate, long Frames, bool Newest)> WatchedAsync(int viewers, TimeSpan window)
    {
        using Process crowd = StartCrowd(viewers);
        await crowd.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        // To come, and to be shown everything so far, is not to watch.
        await Task.Delay(Settling).ConfigureAwait(false);
        double rate = await RateAsync(window).ConfigureAwait(false);
        // Held, so that there is one newest frame to compare with.
        await _jobs.PauseAsync(_job).ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        await crowd.StandardInput.WriteLineAsync("report").ConfigureAwait(false);
        CrowdReport report = JsonSerializer.Deserialize<CrowdReport>((await crowd.StandardOutput.ReadLineAsync().ConfigureAwait(false))!)!;
        Dictionary<string, long> newest = await NewestAsync(report.Behind.Count).ConfigureAwait(false);
        crowd.StandardInput.Close();
        await crowd.WaitForExitAsync().ConfigureAwait(false);
        await _jobs.ResumeAsync(_job).ConfigureAwait(false);
        return (rate, report.Frames, newest.Count > 0 && newest.All(item => report.Behind.GetValueOrDefault(item.Key) == item.Value));
    }

    /// <summary>What the feed holds: a viewer of its own that leaves when it has one frame of every place.</summary>
    private async Task<Dictionary<string, long>> NewestAsync(int places)
    {
        var newest = new Dictionary<string, long>();
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await foreach (LiveFrame frame in _feed.FramesAsync(_job.ToString(), enough.Token).ConfigureAwait(false))
        {
            newest[$"{frame.Role} {frame.Place}"] = frame.Sequence;
            if (newest.Count == places)
            {
                break;
            }
        }

        return newest;
    }

    private Process StartCrowd(int viewers)
    {
        // Viewers sit at other machines: here they take what the training leaves.
        var start = new ProcessStartInfo("nice") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            "-n", "19", Environment.ProcessPath!, "watch", _app.Urls.First(), _job.ToString(), viewers.ToString(CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private async Task<double> RateAsync(TimeSpan window)
    {
        long from = await StepAsync(after: 0).ConfigureAwait(false);
        long first = await StepAsync(from).ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        long last = first;
        while (Stopwatch.GetElapsedTime(start) < window)
        {
            last = await StepAsync(last).ConfigureAwait(false);
        }

        return (last - first) / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The step, as soon as it is another than <paramref name="after"/>.</summary>
    private async Task<long> StepAsync(long after)
    {
        while (true)
        {
            JobView view = _jobs.Running ?? (await _jobs.GetAsync(_job).ConfigureAwait(false))!;
            if (view.State is JobState.Failed or JobState.Done)
            {
                throw new InvalidOperationException(view.Error ?? "The training ended before it was measured.");
            }

            if (view.Step > after)
            {
                return view.Step;
            }

            await Task.Delay(2).ConfigureAwait(false);
        }
    }

    private async Task TrainAsync()
    {
        DataFolder folder = _app.Services.GetRequiredService<DataFolder>();
        var person = new PersonEntity { Name = "Sample", Prior = ModelCatalogue.DemoPrior, IsSynthetic = true };
        string album = Assets.Find("sample-person") ?? throw new InvalidOperationException("The sample person is missing.");
        StudioDb db = await _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync().ConfigureAwait(false);
        await using (db.ConfigureAwait(false))
        {
            db.People.Add(person);
            foreach (string path in Directory.GetFiles(album, "photo_*.jpg").Order(StringComparer.Ordinal).Take(Photos))
            {
                // Speed does not depend on how well the face is cut out.
                string aligned = Path.Combine("curation", "aligned", Path.GetFileNameWithoutExtension(path) + ".png");
                ImageWriter.WritePng(Path.Combine(folder.Person(person.Id), aligned), Resampler.Resize(ImageFile.Read(path), Side, Side));
                db.Photos.Add(new PhotoEntity
                {
                    PersonId = person.Id,
                    FileName = Path.GetFileName(path),
                    Extension = ".jpg",
                    Verdict = "accept",
                    Split = "train",
                    Sha256 = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"),
                    AlignedPath = aligned,
                });
            }

            await db.SaveChangesAsync().ConfigureAwait(false);
        }

        var order = new TrainPersonOrder("custom", 100_000, 4, 1e-4, 1, null, 2, ModelCatalogue.DemoPrior, []);
        _job = await _jobs.EnqueueAsync(new JobRequest(JobKind.Train, "Training", person.Id, order)).ConfigureAwait(false);
        await StepAsync(after: 0).ConfigureAwait(false);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
