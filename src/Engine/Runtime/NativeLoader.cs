using System.Runtime.InteropServices;

namespace MyStyle.Engine.Runtime;

/// <summary>Loads one shared library and says in one line why not.</summary>
internal static partial class NativeLoader
{
    private const int Lazy = 1;

    /// <summary>Null if the library is loaded now, otherwise the loader's own reason in one line.</summary>
    public static string? TryLoad(string pathOrName)
    {
        if (!OperatingSystem.IsLinux())
        {
            return NativeLibrary.TryLoad(pathOrName, out _) ? null : $"{pathOrName} or one of the libraries it needs cannot be loaded";
        }

        // Directly, because NativeLibrary's message is a paragraph of advice with the reason somewhere inside. The first call of
        // dlerror makes the runtime look it up, which itself resets the error: call it before there is one to lose.
        LastError();
        if (Open(pathOrName, Lazy) != 0)
        {
            return null;
        }

        string reason = Marshal.PtrToStringUTF8(LastError()) ?? $"{pathOrName} cannot be loaded";
        return reason.ReplaceLineEndings(" ").Trim();
    }

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint LastError();
}
