namespace MyStyle.Cli.Tests;

public sealed class PriorTests : CommandTests
{
    [Fact]
    public async Task Info_OfTheBundledPrior_IsWhatShips()
    {
        CommandRun run = await MyStyle.RunAsync("prior", "info", "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Json.GetProperty("name").GetString().ShouldBe("demo-faces-128");
        run.Json.GetProperty("resolution").GetInt32().ShouldBe(128);
        run.Json.GetProperty("layers").GetInt32().ShouldBe(12);
        run.Json.GetProperty("wDim").GetInt32().ShouldBe(512);
        run.Json.GetProperty("channels").EnumerateArray().Select(width => width.GetInt32()).ShouldBe([384, 384, 384, 256, 128, 64]);
        run.Json.GetProperty("sha256").GetString().ShouldBe("ab6a7da696295ec4c638eab619dc6513f253c21d98ece9746fefe12ec225d59c");
    }

    [Theory]
    [InlineData("perceptual-narrow")]
    [InlineData("no-such-file.pkl")]
    [InlineData("ffhq")]
    public async Task Info_OfNoGenerator_EndsInOneLine(string prior)
    {
        CommandRun run = await MyStyle.RunAsync("prior", "info", prior);
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Convert_ToRosinalityAndBack_IsTheSameToTheBit()
    {
        foreach ((string input, string output, string layout) in ((string, string, string)[])
            [("demo-faces-128", "a.safetensors", "nvidia"), ("a.safetensors", "b.pt", "rosinality"), ("b.pt", "c.safetensors", "nvidia")])
        {
            CommandRun run = await MyStyle.RunAsync("convert", input, output, "--layout", layout);
            run.ExitCode.ShouldBe(0, run.Errors);
        }

        File.ReadAllBytes(Home.File("c.safetensors")).AsSpan().SequenceEqual(File.ReadAllBytes(Home.File("a.safetensors"))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("convert", "demo-faces-128", "out.png")]
    [InlineData("convert", "demo-faces-128", "out.pt", "--layout", "tensorflow")]
    [InlineData("convert", "demo-faces-128", "out.pt", "--anchors", "here")]
    public async Task Convert_ToSomethingImpossible_IsBadUsage(params string[] arguments) =>
        (await MyStyle.RunAsync(arguments)).ExitCode.ShouldBe(2);
}
