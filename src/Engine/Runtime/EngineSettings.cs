using System.Globalization;

namespace MyStyle.Engine.Runtime;

/// <summary>The settings section <c>Engine</c>: what holds for every run. Method parameters belong to the method's own options.</summary>
public sealed class EngineSettings
{
    /// <summary>The section's name in the configuration.</summary>
    public const string Section = "Engine";

    /// <summary>
    /// <c>auto</c>, <c>cpu</c> or <c>cuda:N</c>; several, with commas between them, for an engine on each (the studio) or the first of
    /// them (the command line).
    /// </summary>
    public string Device { get; set; } = "auto";

    /// <summary>The devices that <see cref="Device"/> names, one at least.</summary>
    public IReadOnlyList<string> Devices => Device.Split(',', StringSplitOptions.TrimEntries);

    /// <summary><c>auto</c>, <c>fp32</c>, <c>tf32</c> or <c>bf16</c>; see <see cref="Runtime.Precision"/>.</summary>
    public string Precision { get; set; } = "auto";

    /// <summary>Threads for tensor work on the CPU; null for one a physical core.</summary>
    public int? Threads { get; set; }

    /// <summary>Whether repeated work of small pictures is recorded on a CUDA device and launched whole.</summary>
    public bool CudaGraphs { get; set; } = true;

    /// <summary>Whether a CUDA device runs kernels of ours between its convolutions, compiled when they are first needed; off for comparison, or if a driver errs.</summary>
    public bool CudaKernels { get; set; } = true;

    /// <summary>A libtorch of the user's own; null for the bundled one. The variable MYSTYLE_LIBTORCH says the same.</summary>
    public string? LibTorchDirectory { get; set; }

    /// <summary>Folders with the user's models; the first is installed into. Empty for the platform's data folder.</summary>
    public IList<string> ModelDirectories { get; } = [];

    /// <summary>The description of a face embedding network of the user's own (a JSON file); null for the bundled one.</summary>
    public string? FaceEmbedder { get; set; }

    /// <summary>Start of every random sequence, so that a run can be repeated.</summary>
    public int Seed { get; set; }

    /// <summary>What is wrong, one sentence a setting; empty if all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        foreach (string device in Devices)
        {
            try
            {
                if (EngineDevice.Parse(device) is not { IsCuda: true } && Devices.Count > 1)
                {
                    problems.Add($"Engine:Device: of several devices each must be a CUDA device, such as cuda:0,cuda:1; '{device}' is none.");
                }
            }
            catch (EngineException e)
            {
                problems.Add($"Engine:Device: {e.Message}");
            }
        }

        if (Devices.Distinct(StringComparer.OrdinalIgnoreCase).Count() < Devices.Count)
        {
            problems.Add($"Engine:Device names a device twice ({Device}).");
        }

        try
        {
            PrecisionChoice.Parse(Precision);
        }
        catch (EngineException e)
        {
            problems.Add($"Engine:Precision: {e.Message}");
        }

        if (Threads is < 1 or > 1024)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"Engine:Threads must lie between 1 and 1024, not at {Threads}."));
        }

        if (Seed < 0)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"Engine:Seed must not be negative ({Seed})."));
        }

        if (ModelDirectories.Any(string.IsNullOrWhiteSpace))
        {
            problems.Add("Engine:ModelDirectories holds an empty name.");
        }

        return problems;
    }

    /// <summary>The same settings with one device.</summary>
    public EngineSettings On(string device)
    {
        var settings = (EngineSettings)MemberwiseClone();
        settings.Device = device;
        return settings;
    }

    /// <summary>The part that decides which libtorch is loaded.</summary>
    public TorchOptions ToTorchOptions() => new() { LibTorchDirectory = LibTorchDirectory, Threads = Threads, CudaGraphs = CudaGraphs, CudaKernels = CudaKernels };
}
