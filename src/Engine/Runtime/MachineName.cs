using System.Globalization;

namespace MyStyle.Engine.Runtime;

/// <summary>What a measurement ran on, in words.</summary>
public static class MachineName
{
    private const string ProcessorInfo = "/proc/cpuinfo";
    private const string ModelKey = "model name";

    /// <summary>The processor and how much of it this process may use, with the CUDA device before it where that is in use.</summary>
    public static string Describe(EngineDevice device)
    {
        string processor = string.Create(CultureInfo.InvariantCulture, $"{Processor()}, {Environment.ProcessorCount} processor(s)");
        return device.IsCuda ? $"{CudaDriver.Name(device.CudaIndex) ?? device.ToString()}; {processor}" : processor;
    }

    private static string Processor()
    {
        try
        {
            return File.ReadLines(ProcessorInfo).FirstOrDefault(line => line.StartsWith(ModelKey, StringComparison.Ordinal)) is { } line
                ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
                : "unknown processor";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unknown processor";
        }
    }
}
