using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace MyStyle.Cli.Tests;

/// <summary>Which tensor library a process ends up with; only a process of its own can show that.</summary>
public sealed class DevicesTests : CommandTests
{
    private static JsonNode RuntimeConfig => JsonNode.Parse(File.ReadAllText(Path.Combine(MyStyleCommand.Folder, "mystyle.runtimeconfig.json")))!;

    private static string Bundled => (string)Properties(RuntimeConfig)["MyStyle.LibTorchDirectory"]!;

    [Fact]
    public async Task Devices_Untouched_IsTheBundledLibrary()
    {
        CommandRun run = await MyStyle.RunAsync("devices", "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Json.GetProperty("bundled").GetBoolean().ShouldBeTrue();
        run.Json.GetProperty("directory").GetString().ShouldBe(Bundled);
        run.Json.GetProperty("notes").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("fp32")]
    [InlineData("bf16")]
    public async Task Devices_Checked_ComputesWhatTheCpuDoes(string precision)
    {
        MyStyle.Environment["MYSTYLE_Engine__Precision"] = precision;
        CommandRun run = await MyStyle.RunAsync("devices", "--check", "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Json.GetProperty("check").GetArrayLength().ShouldBe(17);
        run.Errors.ShouldContain("tuning: gradient of torgb.weight");
        double most = run.Json.GetProperty("check").EnumerateArray().Max(row => row.GetProperty("own").GetDouble());
        most.ShouldBeInRange(1e-9, precision == "fp32" ? 1e-3 : 0.3);
    }

    [Fact]
    public async Task Devices_OwnFolderEmpty_FallsBackAndSaysWhy()
    {
        MyStyle.Environment["MYSTYLE_LIBTORCH"] = Home.Path;
        CommandRun run = await MyStyle.RunAsync("devices", "--json", "--quiet");
        run.ExitCode.ShouldBe(0);
        run.Json.GetProperty("bundled").GetBoolean().ShouldBeTrue();
        run.ErrorLine.ShouldContain("no libtorch_cpu.so");
    }

    [Fact]
    public async Task Devices_OwnFolderOfJunk_FallsBackAndSaysWhy()
    {
        foreach (string name in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
        {
            File.WriteAllText(Home.File(name), new string('x', 5000));
        }

        MyStyle.Environment["MYSTYLE_LIBTORCH"] = Home.Path;
        CommandRun run = await MyStyle.RunAsync("devices", "--json", "--quiet");
        run.ExitCode.ShouldBe(0);
        run.Json.GetProperty("bundled").GetBoolean().ShouldBeTrue();
        run.ErrorLine.ShouldContain("not a shared library");
    }

    [Theory]
    [InlineData("2.10.0+cpu", 0)]
    [InlineData("2.11.0+cu130", 1)]
    public async Task Devices_OwnLibTorchThatFits_IsUsed(string version, int notes)
    {
        string lib = Directory.CreateDirectory(Home.File("torch", "lib")).FullName;
        Link(Bundled, lib);
        File.WriteAllText(Home.File("torch", "version.py"), $"__version__ = '{version}'\n");
        MyStyle.Environment["MYSTYLE_Engine__LibTorchDirectory"] = Home.File("torch");
        CommandRun run = await MyStyle.RunAsync("devices", "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Json.GetProperty("bundled").GetBoolean().ShouldBeFalse();
        run.Json.GetProperty("directory").GetString().ShouldBe(lib);
        run.Json.GetProperty("version").GetString().ShouldBe(version);
        run.Json.GetProperty("notes").GetArrayLength().ShouldBe(notes);
    }

    [Fact]
    public async Task Devices_OwnLibTorchWithAMissingDependency_FallsBackAndNamesIt()
    {
        // In a process of its own: where libgomp is loaded already, its name resolves.
        Link(Bundled, Home.Path, except: "libgomp");
        MyStyle.Environment["MYSTYLE_LIBTORCH"] = Home.Path;
        CommandRun run = await MyStyle.RunAsync("devices", "--json", "--quiet");
        run.ExitCode.ShouldBe(0);
        run.Json.GetProperty("bundled").GetBoolean().ShouldBeTrue();
        run.ErrorLine.ShouldContain("needs libgomp");
    }

    [Fact]
    public async Task Devices_CudaWithoutADevice_EndsInOneLine()
    {
        CommandRun run = await MyStyle.RunAsync("devices", "--device", "cuda:99");
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldContain("cuda:99");
    }

    [Fact]
    public async Task Devices_NoLibraryAtAll_EndsInOneLineThatNamesTheFolder()
    {
        string config = WithProperty("MyStyle.LibTorchDirectory", Home.Path);
        CommandRun run = await MyStyle.RunWithConfigAsync(config, "devices");
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldContain($"no libtorch_cpu.so in {Home.Path}");
        Directory.Exists(Path.Combine(MyStyleCommand.Folder, "cpu")).ShouldBeFalse("TorchSharp's own search copies libtorch beside the program");
    }

    [Fact]
    public async Task Devices_ShimThatWasNotRebound_NamesTheMissingVersion()
    {
        Assert.SkipWhen(
            NativeLibrary.TryGetExport(NativeLibrary.Load("libstdc++.so.6"), "_ZSt21ios_base_library_initv", out _),
            "This machine's libstdc++ is new enough to load TorchSharp's library as it is.");
        string packages = Path.GetFullPath(Path.Combine(Bundled, "..", "..", "..", "..", ".."));
        string packaged = Directory.EnumerateDirectories(Path.Combine(packages, "torchsharp")).Single();
        string config = WithProperty("MyStyle.TorchShimDirectory", Path.Combine(packaged, "runtimes", "linux-x64", "native"));
        CommandRun run = await MyStyle.RunWithConfigAsync(config, "devices");
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldContain("GLIBCXX_3.4.32");
    }

    private static JsonNode Properties(JsonNode config) => config["runtimeOptions"]!["configProperties"]!;

    private static void Link(string from, string to, string except = "nothing")
    {
        foreach (string file in Directory.EnumerateFiles(from, "lib*.so*").Where(file => !Path.GetFileName(file).StartsWith(except, StringComparison.Ordinal)))
        {
            File.CreateSymbolicLink(Path.Combine(to, Path.GetFileName(file)), file);
        }
    }

    private string WithProperty(string name, string value)
    {
        JsonNode config = RuntimeConfig;
        Properties(config)[name] = value;
        string path = Home.File("altered.runtimeconfig.json");
        File.WriteAllText(path, config.ToJsonString());
        return path;
    }
}
