using System.Runtime.InteropServices;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// How libtorch's threads wait for each other (docs/adr/0011-threads-that-wait-asleep.md). GNU OpenMP spins for milliseconds by
/// default: on a machine where anything else runs, the spinning thread keeps the one it waits for off the processor.
/// </summary>
internal static partial class OpenMpWaiting
{
    // Long enough for the gaps inside one operation, short enough to give the core away between operations.
    private const string Spins = "1000";

    /// <summary>Sets the spin count unless the user did. Has an effect only before libgomp is loaded.</summary>
    public static void Prepare()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
        {
            // The runtime's own copy of the environment is not the one that native libraries read.
            _ = SetEnvironment("GOMP_SPINCOUNT", Spins, overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
