using System.Runtime.InteropServices;
using TorchSharp;

namespace MyStyle.Engine.Runtime;

/// <summary>Loads libtorch and TorchSharp's native library, once per process, before the first tensor.</summary>
public static class TorchRuntime
{
    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>Loads the native libraries if that has not happened yet.</summary>
    /// <exception cref="EngineException">They cannot be loaded; the message names the first real cause.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (_loaded)
            {
                return;
            }

            string published = Path.Combine(AppContext.BaseDirectory, "native");
            string shim = Directory.Exists(published) ? published : AppContext.GetData("MyStyle.TorchShimDirectory") as string ?? published;
            string torch = Environment.GetEnvironmentVariable("MYSTYLE_LIBTORCH")
                ?? (File.Exists(Path.Combine(published, "libtorch_cpu.so")) ? published : AppContext.GetData("MyStyle.LibTorchDirectory") as string)
                ?? published;
            foreach (string name in (string[])["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"])
            {
                string path = Path.Combine(torch, name);
                if (File.Exists(path))
                {
                    NativeLibrary.Load(path);
                }
            }

            NativeLibrary.Load(Path.Combine(shim, "libLibTorchSharp.so"));
            torch_InitializeDevice();
            _loaded = true;
        }
    }

    private static void torch_InitializeDevice() => torch.InitializeDeviceType(DeviceType.CPU);
}
