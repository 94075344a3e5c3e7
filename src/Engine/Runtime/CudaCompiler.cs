using System.Runtime.InteropServices;
using System.Text;

namespace MyStyle.Engine.Runtime;

/// <summary>
/// NVIDIA's run-time compiler (NVRTC), which comes with every libtorch that knows CUDA: from CUDA C++ to a device's own code. Kernels of
/// ours need no compiler on the machine they are built on, and fit every device.
/// </summary>
internal sealed unsafe class CudaCompiler
{
    private static readonly Lazy<CudaCompiler?> Once = new(Find);

    private readonly delegate* unmanaged[Cdecl]<nint*, byte*, byte*, int, void*, void*, int> _create;
    private readonly delegate* unmanaged[Cdecl]<nint, int, byte**, int> _compile;
    private readonly delegate* unmanaged[Cdecl]<nint*, int> _destroy;
    private readonly delegate* unmanaged[Cdecl]<nint, nuint*, int> _codeSize;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, int> _code;
    private readonly delegate* unmanaged[Cdecl]<nint, nuint*, int> _logSize;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, int> _log;

    private CudaCompiler(nint library)
    {
        _create = (delegate* unmanaged[Cdecl]<nint*, byte*, byte*, int, void*, void*, int>)NativeLibrary.GetExport(library, "nvrtcCreateProgram");
        _compile = (delegate* unmanaged[Cdecl]<nint, int, byte**, int>)NativeLibrary.GetExport(library, "nvrtcCompileProgram");
        _destroy = (delegate* unmanaged[Cdecl]<nint*, int>)NativeLibrary.GetExport(library, "nvrtcDestroyProgram");
        _codeSize = (delegate* unmanaged[Cdecl]<nint, nuint*, int>)NativeLibrary.GetExport(library, "nvrtcGetCUBINSize");
        _code = (delegate* unmanaged[Cdecl]<nint, byte*, int>)NativeLibrary.GetExport(library, "nvrtcGetCUBIN");
        _logSize = (delegate* unmanaged[Cdecl]<nint, nuint*, int>)NativeLibrary.GetExport(library, "nvrtcGetProgramLogSize");
        _log = (delegate* unmanaged[Cdecl]<nint, byte*, int>)NativeLibrary.GetExport(library, "nvrtcGetProgramLog");
    }

    /// <summary>Whether the settings let this process compile.</summary>
    public static bool IsWanted { get; set; } = true;

    /// <summary>The compiler; null without CUDA, or where this libtorch comes without it.</summary>
    public static CudaCompiler? Loaded => IsWanted ? Once.Value : null;

    /// <summary>Compiles for one kind of device.</summary>
    /// <param name="source">CUDA C++ that includes nothing.</param>
    /// <param name="capability">The device's compute capability, such as 90 for an H100.</param>
    /// <returns>A CUBIN, for <see cref="CudaModule"/>.</returns>
    /// <exception cref="EngineException">It does not compile; the message is the compiler's.</exception>
    public byte[] Compile(string source, int capability)
    {
        nint program;
        fixed (byte* text = Encoding.UTF8.GetBytes(source + '\0'))
        {
            Check(_create(&program, text, null, 0, null, null), "nvrtcCreateProgram");
        }

        try
        {
            fixed (byte* architecture = Encoding.UTF8.GetBytes($"--gpu-architecture=sm_{capability}\0"), standard = "--std=c++17\0"u8)
            {
                byte** options = stackalloc byte*[] { architecture, standard };
                if (_compile(program, 2, options) != 0)
                {
                    throw new EngineException(Log(program));
                }
            }

            nuint size;
            Check(_codeSize(program, &size), "nvrtcGetCUBINSize");
            byte[] code = new byte[size];
            fixed (byte* to = code)
            {
                Check(_code(program, to), "nvrtcGetCUBIN");
            }

            return code;
        }
        finally
        {
            _ = _destroy(&program);
        }
    }

    private string Log(nint program)
    {
        nuint size;
        if (_logSize(program, &size) != 0 || size == 0)
        {
            return "The kernels do not compile, and the compiler does not say why.";
        }

        byte[] log = new byte[size];
        fixed (byte* to = log)
        {
            _ = _log(program, to);
        }

        return Encoding.UTF8.GetString(log).TrimEnd('\0').Trim();
    }

    private static void Check(int result, string function)
    {
        if (result != 0)
        {
            throw new EngineException($"{function} failed with {result}.");
        }
    }

    private static CudaCompiler? Find()
    {
        if (TorchRuntime.Info is not { CudaDevices: > 0 } torch)
        {
            return null;
        }

        try
        {
            // libtorch's own way to the compiler is linked to it; that is how it is found wherever a package keeps it.
            string link = Path.Combine(torch.Directory, LibTorchFolder.FileName("caffe2_nvrtc"));
            IEnumerable<string> places = OperatingSystem.IsLinux() && File.Exists(link) ? Linked(torch.Directory, link) : [];
            string? found = places.Concat(Directory.EnumerateFiles(torch.Directory, "*nvrtc*"))
                .FirstOrDefault(file => Path.GetFileName(file) is var name
                    && (name.StartsWith("libnvrtc", StringComparison.Ordinal) || name.StartsWith("nvrtc", StringComparison.Ordinal))
                    && !name.Contains("builtins", StringComparison.Ordinal));
            return found is not null && NativeLibrary.TryLoad(found, out nint library) ? new CudaCompiler(library) : null;
        }
        catch (Exception e) when (e is EngineException or EntryPointNotFoundException or IOException)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> Linked(string directory, string library)
    {
        var linked = new LinkedLibraries(directory);
        linked.Add(library);
        return linked.Files;
    }
}
