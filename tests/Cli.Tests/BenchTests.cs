using System.Text.Json;

namespace MyStyle.Cli.Tests;

public sealed class BenchTests : CommandTests
{
    private static readonly string[] Quick = ["bench", "--resolution", "8", "--anchors", "5", "--runs", "2", "--seconds", "0", "--warm-up", "0"];

    [Fact]
    public async Task Bench_OfATinyGenerator_MeasuresEveryPart_AndSaysOnWhat()
    {
        CommandRun run = await MyStyle.RunAsync([.. Quick, "--batch", "1,2", "--json"]);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Json.GetProperty("precision").GetString().ShouldBe("fp32");
        run.Json.GetProperty("device").GetString().ShouldBe("cpu");
        run.Json.GetProperty("machine").GetString().ShouldNotBeNullOrWhiteSpace();
        run.Json.GetProperty("libTorch").GetString().ShouldStartWith("2.");
        run.Json.GetProperty("threads").GetInt32().ShouldBeGreaterThan(0);
        run.Json.GetProperty("peakMemory").GetInt64().ShouldBeGreaterThan(0);

        JsonElement[] items = [.. run.Json.GetProperty("items").EnumerateArray()];
        items.ShouldAllBe(item => item.GetProperty("milliseconds").GetDouble() > 0 && item.GetProperty("runs").GetInt32() == 2);
        string[] names = [.. items.Select(item => item.GetProperty("name").GetString()!)];
        foreach (string part in (string[])
            ["limit: memory copy", "mapping", "synthesis, forward", "synthesis, forward and backward", "optimiser step", "tuning step", "projection step",
                "frame to JPEG, all layers", "hull projection, all rows of a code", "curation, per album"])
        {
            names.ShouldContain(part);
        }

        names.Count(name => name == "tuning step").ShouldBe(2, "one a batch size");
        run.Errors.ShouldContain("cpu, fp32, ", customMessage: "the table says what it was measured on");
    }

    [Fact]
    public async Task Bench_InBFloat16_OnlyWhatWasAskedFor_AndSaysSo()
    {
        CommandRun run = await MyStyle.RunAsync([.. Quick, "--batch", "1", "--precision", "bf16", "--only", "forward,backward", "--json", "--quiet"]);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Json.GetProperty("precision").GetString().ShouldBe("bf16");
        run.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString())
            .ShouldBe(["synthesis, forward", "synthesis, forward and backward"]);
        run.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--resolution", "100")]
    [InlineData("--batch", "1,x")]
    [InlineData("--precision", "fp8")]
    [InlineData("--only", "everything")]
    [InlineData("--anchors", "1")]
    public async Task Bench_OfSomethingImpossible_IsBadUsage(string option, string value)
    {
        CommandRun run = await MyStyle.RunAsync("bench", option, value);
        run.ExitCode.ShouldBe(2);
        run.ErrorLine.ShouldContain(option);
    }
}
