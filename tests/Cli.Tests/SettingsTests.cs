namespace MyStyle.Cli.Tests;

public sealed class SettingsTests : CommandTests
{
    [Fact]
    public async Task Settings_LaterPlacesWin()
    {
        Directory.CreateDirectory(Home.File("config", "mystyle"));
        File.WriteAllText(Home.File("config", "mystyle", "appsettings.json"), """{ "Engine": { "ModelDirectories": ["/own"], "Threads": 1 } } // mine""");
        (await ThreadsAsync()).ShouldBe(1);
        (await FoldersAsync()).ShouldContain("/own");

        File.WriteAllText(Home.File("extra.json"), """{ "Engine": { "ModelDirectories": ["/extra"] } }""");
        (await FoldersAsync("--config", "extra.json")).ShouldContain("/extra");

        MyStyle.Environment["MYSTYLE_Engine__ModelDirectories__0"] = "/variable";
        (await FoldersAsync("--config", "extra.json")).ShouldContain("/variable");
    }

    [Theory]
    [InlineData("MYSTYLE_Engine__Devcie", "cpu", "Engine:Devcie is not a setting")]
    [InlineData("MYSTYLE_Engine__Device", "gpu", "Engine:Device")]
    [InlineData("MYSTYLE_Engine__Precision", "fp16", "'fp16' is not a precision. Use auto, fp32, tf32 or bf16")]
    [InlineData("MYSTYLE_Engine__Threads", "0", "between 1 and 1024")]
    [InlineData("MYSTYLE_Engine__Threads", "many", "Engine:Threads")]
    [InlineData("MYSTYLE_Engine__Seed", "-3", "Engine:Seed")]
    public async Task Settings_Wrong_AreNamedInOneLine(string variable, string value, string expected)
    {
        MyStyle.Environment[variable] = value;
        CommandRun run = await MyStyle.RunAsync("devices");
        run.ExitCode.ShouldBe(2);
        run.ErrorLine.ShouldContain(expected);
    }

    [Fact]
    public async Task Settings_BrokenJson_NamesFileAndLine()
    {
        File.WriteAllText(Home.File("broken.json"), "{\n \"Engine\": { \"Seed\": }\n}");
        CommandRun run = await MyStyle.RunAsync("devices", "--config", "broken.json");
        run.ExitCode.ShouldBe(2);
        run.ErrorLine.ShouldContain("broken.json");
        run.ErrorLine.ShouldContain("LineNumber: 1");
    }

    [Fact]
    public void Settings_ThatShip_ShowEveryKey()
    {
        string text = File.ReadAllText(Path.Combine(MyStyleCommand.Folder, "appsettings.json"));
        foreach (string key in (string[])["Device", "Precision", "CudaGraphs", "CudaKernels", "Threads", "LibTorchDirectory", "ModelDirectories", "Seed"])
        {
            text.ShouldContain($"\"{key}\":");
        }
    }

    private async Task<string[]> FoldersAsync(params string[] arguments) =>
        [.. (await MyStyle.RunAsync([.. arguments, "models", "list", "--json"])).Json.GetProperty("folders").EnumerateArray().Select(folder => folder.GetString()!)];

    private async Task<int> ThreadsAsync() => (await MyStyle.RunAsync("devices", "--json")).Json.GetProperty("threads").GetInt32();
}
