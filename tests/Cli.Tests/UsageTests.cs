namespace MyStyle.Cli.Tests;

public sealed class UsageTests : CommandTests
{
    [Fact]
    public async Task Help_ListsTheVerbs()
    {
        CommandRun run = await MyStyle.RunAsync("--help");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("models");
        run.Output.ShouldContain("--json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("models nonsense")]
    [InlineData("models install")]
    [InlineData("devices --nonsense")]
    [InlineData("devices --device gpu")]
    [InlineData("devices --seed many")]
    [InlineData("devices --seed -1")]
    [InlineData("models install nonsense")]
    [InlineData("devices --config nowhere.json")]
    public async Task BadUsage_EndsWithTwoAndAnExplanation(string arguments)
    {
        CommandRun run = await MyStyle.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.ExitCode.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldNotBeNullOrWhiteSpace();
        run.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--json", "nonsense")]
    [InlineData("models", "install", "nonsense", "--json")]
    public async Task BadUsage_WithJson_SaysWhyInJsonToo(params string[] arguments)
    {
        CommandRun run = await MyStyle.RunAsync(arguments);
        run.ExitCode.ShouldBe(2);
        run.Json.GetProperty("error").GetString()!.ShouldContain("nonsense");
    }

    [Fact]
    public async Task Json_IsTheOnlyThingOnStandardOutput()
    {
        CommandRun plain = await MyStyle.RunAsync("models", "list");
        plain.Output.ShouldBeEmpty();
        plain.Errors.ShouldContain("demo-faces-128");
        plain.Errors.ShouldNotContain("\u001b");

        CommandRun json = await MyStyle.RunAsync("--json", "models", "list");
        json.Json.GetProperty("models").GetArrayLength().ShouldBeGreaterThan(10);
        json.Errors.ShouldBe(plain.Errors);
    }

    [Fact]
    public async Task Quiet_LeavesOnlyTheJson()
    {
        CommandRun run = await MyStyle.RunAsync("models", "list", "--quiet", "--json");
        run.Errors.ShouldBeEmpty();
        run.Json.GetProperty("perceptual").GetString().ShouldBe("perceptual-narrow");
    }
}
