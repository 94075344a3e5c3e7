using System.Diagnostics;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tuning;
using TorchSharp;

namespace MyStyle.Engine.Benchmarks;

/// <summary>Tunings on several devices at once, an engine thread each, against one of them alone: what an engine a device gives.</summary>
internal static class EnginesBenchmark
{
    /// <summary>Measures.</summary>
    /// <param name="clock">Takes the figures.</param>
    /// <param name="options">How long.</param>
    /// <param name="devices">Where; the first is measured alone too.</param>
    /// <param name="batch">Photos a step.</param>
    /// <param name="prepare">Makes a tuning on a device; called on the thread that then runs it.</param>
    public static void Measure(
        BenchmarkClock clock, BenchmarkOptions options, IReadOnlyList<EngineDevice> devices, int batch, Func<EngineDevice, (TuningSession Session, IDisposable Generator)> prepare)
    {
        clock.Add(Item("tuning step, one engine", batch, Run([devices[0]], options, prepare)));
        clock.Add(Item($"tuning step, each of {devices.Count} engines at once", batch, Run(devices, options, prepare)));
    }

    private static BenchmarkItem Item(string name, int batch, List<double> times)
    {
        times.Sort();
        return new BenchmarkItem(name, batch, times[times.Count / 2], times[0], times.Count, 0);
    }

    private static List<double> Run(
        IReadOnlyList<EngineDevice> devices, BenchmarkOptions options, Func<EngineDevice, (TuningSession Session, IDisposable Generator)> prepare)
    {
        using var ready = new Barrier(devices.Count);
        EngineThread[] threads = [.. devices.Select(_ => new EngineThread())];
        try
        {
            return [.. Task.WhenAll(threads.Zip(devices, (thread, device) => thread.RunAsync(() => Steps(device)))).GetAwaiter().GetResult().SelectMany(times => times)];
        }
        finally
        {
            foreach (EngineThread thread in threads)
            {
                thread.Dispose();
            }
        }

        (TuningSession Session, IDisposable Generator) Prepared(EngineDevice device)
        {
            try
            {
                (TuningSession Session, IDisposable Generator) prepared = prepare(device);
                for (int i = 0; i < options.WarmUp; i++)
                {
                    prepared.Session.Step();
                }

                return prepared;
            }
            catch
            {
                ready.RemoveParticipant();
                throw;
            }
        }

        List<double> Steps(EngineDevice device)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            CudaDriver.MakeCurrent(Math.Max(0, device.CudaIndex));
            // A device that fails takes no part, so that the others do not wait for it.
            (TuningSession session, IDisposable generator) = Prepared(device);
            using (generator)
            using (session)
            {
                ready.SignalAndWait();
                var times = new List<double>();
                var all = Stopwatch.StartNew();
                while (times.Count < options.Runs && (times.Count < 3 || all.Elapsed.TotalSeconds < options.Seconds))
                {
                    long start = Stopwatch.GetTimestamp();
                    // A step ends with a read-back, so the device is done when it returns.
                    session.Step();
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }

                return times;
            }
        }
    }
}
