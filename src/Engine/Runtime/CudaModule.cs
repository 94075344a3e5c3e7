using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// Compiled kernels on one device, for as long as the process lives. Launches go to libtorch's current stream, so that they keep their place
/// among its own operations and are recorded with them (<see cref="CudaGraph"/>). Belongs to the engine thread.
/// </summary>
internal sealed unsafe partial class CudaModule
{
    private const string Driver = "libcuda.so.1";
    private const int MostArguments = 24;

    private readonly nint _module;
    private readonly ConcurrentDictionary<string, nint> _kernels = new(StringComparer.Ordinal);

    /// <summary>Loads kernels onto the current thread's device.</summary>
    /// <param name="code">From <see cref="CudaCompiler"/>.</param>
    /// <exception cref="EngineException">The driver does not take them.</exception>
    public CudaModule(byte[] code)
    {
        fixed (byte* image = code)
        {
            Check(ModuleLoadData(out _module, image), "load kernels");
        }
    }

    /// <summary>Starts a kernel.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="blocks">Blocks in x.</param>
    /// <param name="pictures">Blocks in y.</param>
    /// <param name="threads">Threads of a block.</param>
    /// <param name="sharedBytes">Shared memory of a block.</param>
    /// <param name="arguments">In the kernel's order: tensors (or null) for its pointers, int or float for the rest.</param>
    public void Launch(string name, long blocks, long pictures, long threads, long sharedBytes, params ReadOnlySpan<KernelArgument> arguments)
    {
        long* values = stackalloc long[MostArguments];
        void** places = stackalloc void*[MostArguments];
        for (int i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Bits;
            places[i] = values + i;
        }

        nint kernel = _kernels.GetOrAdd(name, Find);
        Check(
            LaunchKernel(
                kernel, (uint)blocks, (uint)pictures, 1, (uint)threads, 1, 1, (uint)sharedBytes, CudaGraphFunctions.CurrentStream, places, null),
            $"launch {name}");
    }

    private nint Find(string name)
    {
        Check(ModuleGetFunction(out nint kernel, _module, name), $"find the kernel {name}");
        return kernel;
    }

    private static void Check(int result, string what)
    {
        if (result != 0)
        {
            throw new EngineException($"The CUDA driver does not {what} (error {result}).");
        }
    }

    [LibraryImport(Driver, EntryPoint = "cuModuleLoadData")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ModuleLoadData(out nint module, byte* image);

    [LibraryImport(Driver, EntryPoint = "cuModuleGetFunction", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ModuleGetFunction(out nint function, nint module, string name);

    [LibraryImport(Driver, EntryPoint = "cuLaunchKernel")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LaunchKernel(
        nint function, uint gridX, uint gridY, uint gridZ, uint blockX, uint blockY, uint blockZ, uint sharedBytes, nint stream,
        void** arguments, void** extra);
}
