using TorchSharp;

namespace MyStyle.Engine.Runtime;

/// <summary>Loads libtorch and TorchSharp's native library, once per process, before the first tensor.</summary>
public static class TorchRuntime
{
    private const string ShimName = "LibTorchSharp";

    private static readonly Lock Gate = new();
    private static TorchInfo? _info;
    private static EngineException? _failure;

    /// <summary>What was loaded; null before <see cref="Load"/>.</summary>
    public static TorchInfo? Info => _info;

    /// <summary>Loads the native libraries if that has not happened yet. Later calls, whatever their options, change nothing.</summary>
    /// <exception cref="EngineException">They cannot be loaded; the message names the first real cause in one line.</exception>
    public static TorchInfo Load(TorchOptions? options = null)
    {
        lock (Gate)
        {
            if (_failure is not null)
            {
                // A second attempt would meet the libraries that the first one left behind.
                throw new EngineException(_failure.Message, _failure);
            }

            try
            {
                return _info ??= LoadOnce(options ?? new TorchOptions());
            }
            catch (EngineException e)
            {
                _failure = e;
                throw;
            }
        }
    }

    private static TorchInfo LoadOnce(TorchOptions options)
    {
        OpenMpWaiting.Prepare();
        string shim = FindShim();
        Version required = LibTorchVersion.Required;
        var notes = new List<string>();
        (LibTorchFolder folder, bool isBundled) = Choose(options, shim, required, notes);
        foreach (string file in (string[])[.. folder.LoadOrder, shim])
        {
            if (NativeLoader.TryLoad(file) is { } reason)
            {
                throw new EngineException($"The tensor library cannot be loaded: {reason}.");
            }
        }

        // TorchSharp finds what is loaded already by name; asked for CUDA it says whether a device answers, without throwing.
        bool cuda = folder.HasCuda && torch.TryInitializeDeviceType(DeviceType.CUDA);
        torch.InitializeDeviceType(DeviceType.CPU);
        if (folder.HasCuda && !cuda)
        {
            notes.Add($"The libtorch in {folder.Directory} knows CUDA, but no device answers (driver missing or too old): the CPU is used.");
        }

        if (cuda)
        {
            CudnnBenchmark.TrySet(folder.Directory, true);
            CudaGraph.IsWanted = options.CudaGraphs;
            CudaCompiler.IsWanted = options.CudaKernels;
        }

        torch.set_num_threads(options.Threads ?? ProcessorTopology.PhysicalCores());
        string version = folder.Version ?? (isBundled ? required.ToString(3) : "unknown");
        return new TorchInfo(version, folder.Directory, isBundled, cuda ? torch.cuda.device_count() : 0, torch.get_num_threads(), notes);
    }

    private static (LibTorchFolder Folder, bool IsBundled) Choose(TorchOptions options, string shim, Version required, List<string> notes)
    {
        string? own = NullIfEmpty(options.LibTorchDirectory) ?? NullIfEmpty(Environment.GetEnvironmentVariable(TorchOptions.LibTorchVariable));
        bool carriesItsOwn = File.Exists(Path.Combine(AppContext.BaseDirectory, LibTorchFolder.FileName("torch_cpu")));
        if (own is not null && carriesItsOwn)
        {
            // TorchSharp looks beside the program first: with another one loaded there would be two in the process, which aborts it.
            notes.Add($"{own} is not used: this build carries its own libtorch beside the program.");
            own = null;
        }

        if (own is not null)
        {
            try
            {
                LibTorchFolder folder = LibTorchFolder.Inspect(own, shim, required);
                if (LibTorchVersion.IsNewer(folder.Version, required))
                {
                    notes.Add($"The libtorch in {folder.Directory} is version {folder.Version}; TorchSharp is made for {required.ToString(2)}.");
                }

                return (folder, false);
            }
            catch (EngineException e)
            {
                notes.Add($"Your libtorch is not used: {e.Message}. The bundled one for the CPU is used instead.");
            }
        }

        string published = Path.Combine(AppContext.BaseDirectory, "native");
        string place = carriesItsOwn ? AppContext.BaseDirectory
            : File.Exists(Path.Combine(published, LibTorchFolder.FileName("torch_cpu"))) ? published
            : AppContext.GetData("MyStyle.LibTorchDirectory") as string ?? published;
        try
        {
            return (LibTorchFolder.Inspect(place, shim, required), true);
        }
        catch (EngineException e)
        {
            string first = notes.Count > 0 ? $" ({notes[0]})" : "";
            throw new EngineException(
                $"The tensor library cannot be loaded: {e.Message}. Build again, or name a libtorch with {TorchOptions.LibTorchVariable}.{first}", e);
        }
    }

    private static string FindShim()
    {
        string name = LibTorchFolder.FileName(ShimName);
        string[] places = [Path.Combine(AppContext.BaseDirectory, "native"), AppContext.GetData("MyStyle.TorchShimDirectory") as string ?? "."];
        return places.Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists)
            ?? throw new EngineException($"TorchSharp's native library {name} is not in {string.Join(" or ", places)}. Build again.");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
