using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Runtime;

public class LibTorchFolderTests
{
    private static readonly Version Required = new(2, 10);

    private static string Bundled => (string)AppContext.GetData("MyStyle.LibTorchDirectory")!;

    private static string Shim => Path.Combine((string)AppContext.GetData("MyStyle.TorchShimDirectory")!, "libLibTorchSharp.so");

    [Fact]
    public void Inspect_BundledLibTorch_OrdersDependenciesFirst()
    {
        LibTorchFolder folder = LibTorchFolder.Inspect(Bundled, Shim, Required);
        string[] names = [.. folder.LoadOrder.Select(path => Path.GetFileName(path)!)];
        names[0].ShouldBe("libc10.so");
        names[^1].ShouldBe("libtorch.so");
        Array.FindIndex(names, name => name.StartsWith("libgomp", StringComparison.Ordinal)).ShouldBeInRange(1, Array.IndexOf(names, "libtorch_cpu.so") - 1);
        folder.HasCuda.ShouldBeFalse();
    }

    [Theory]
    [InlineData("lib", "build-version", "2.10.1+cpu\n", "2.10.1+cpu")]
    [InlineData("torch/lib", "torch/version.py", "from typing import Optional\n__version__ = '2.11.0+cu130'\ndebug = False\n", "2.11.0+cu130")]
    public void Inspect_UnpackedLibTorchOrPyTorch_FindsLibrariesAndVersion(string place, string file, string text, string version)
    {
        using var home = new TemporaryFolder();
        Link(Directory.CreateDirectory(Path.Combine(home.Path, place)).FullName, _ => true);
        File.WriteAllText(Path.Combine(home.Path, file), text);
        LibTorchFolder.Inspect(home.Path, Shim, Required).Version.ShouldBe(version);
    }

    [Fact]
    public void Inspect_EmptyFolder_SaysWhatIsMissing()
    {
        using var home = new TemporaryFolder();
        Should.Throw<EngineException>(() => LibTorchFolder.Inspect(home.Path, Shim, Required)).Message.ShouldContain("no libtorch_cpu.so");
    }

    [Theory]
    [InlineData("", "not a shared library")]
    [InlineData("<html><body>404 Not Found: this page is longer than an ELF header</body></html>", "not a shared library")]
    public void Inspect_JunkFile_IsNamed(string content, string expected)
    {
        using var home = new TemporaryFolder();
        Link(home.Path, name => name != "libtorch_cpu.so");
        File.WriteAllText(Path.Combine(home.Path, "libtorch_cpu.so"), content);
        string message = Should.Throw<EngineException>(() => LibTorchFolder.Inspect(home.Path, Shim, Required)).Message;
        message.ShouldContain("libtorch_cpu.so");
        message.ShouldContain(expected);
    }

    [Fact]
    public void Inspect_TruncatedLibrary_IsNamed()
    {
        using var home = new TemporaryFolder();
        Link(home.Path, name => name != "libc10.so");
        byte[] whole = File.ReadAllBytes(Path.Combine(Bundled, "libc10.so"));
        File.WriteAllBytes(Path.Combine(home.Path, "libc10.so"), whole[..(whole.Length / 20)]);
        Should.Throw<EngineException>(() => LibTorchFolder.Inspect(home.Path, Shim, Required)).Message.ShouldContain("libc10.so");
    }

    [Fact]
    public void Inspect_OlderVersion_IsRefused()
    {
        using var home = new TemporaryFolder();
        Link(home.Path, _ => true);
        File.WriteAllText(Path.Combine(home.Path, "build-version"), "2.4.1");
        Should.Throw<EngineException>(() => LibTorchFolder.Inspect(home.Path, Shim, Required)).Message.ShouldContain("2.4.1");
    }

    [Fact]
    public void Inspect_LibraryWithoutTheFunctions_CountsThem()
    {
        using var home = new TemporaryFolder();
        Link(home.Path, name => name != "libtorch_cpu.so");
        File.CreateSymbolicLink(Path.Combine(home.Path, "libtorch_cpu.so"), Path.Combine(Bundled, "libc10.so"));
        Should.Throw<EngineException>(() => LibTorchFolder.Inspect(home.Path, Shim, Required)).Message.ShouldContain("functions that TorchSharp calls");
    }

    [Fact]
    public void Inspect_ShortLinksToLibraries_AreFollowed()
    {
        using var home = new TemporaryFolder();
        string real = Directory.CreateDirectory(Path.Combine(home.Path, "r")).FullName;
        string links = Directory.CreateDirectory(Path.Combine(home.Path, "l")).FullName;
        Link(real, _ => true);
        foreach (string file in Directory.EnumerateFiles(real))
        {
            File.CreateSymbolicLink(Path.Combine(links, Path.GetFileName(file)), Path.Combine("..", "r", Path.GetFileName(file)));
        }

        LibTorchFolder.Inspect(links, Shim, Required).Directory.ShouldBe(links);
    }

    [Fact]
    public void Inspect_DependencyInSiblingPackage_IsFound()
    {
        using var home = new TemporaryFolder();
        string lib = Directory.CreateDirectory(Path.Combine(home.Path, "torch", "lib")).FullName;
        string sibling = Directory.CreateDirectory(Path.Combine(home.Path, "nvidia", "openmp", "lib")).FullName;
        Link(lib, name => !name.StartsWith("libgomp", StringComparison.Ordinal));
        Link(sibling, name => name.StartsWith("libgomp", StringComparison.Ordinal));
        LibTorchFolder.Inspect(home.Path, Shim, Required).LoadOrder.ShouldContain(path => path.StartsWith(sibling, StringComparison.Ordinal));
    }

    private static void Link(string folder, Func<string, bool> wanted)
    {
        foreach (string file in Directory.EnumerateFiles(Bundled, "lib*.so*").Where(file => wanted(Path.GetFileName(file))))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }
    }
}
