using System.Text.Json;

namespace MyStyle.Cli.Tests;

public sealed class EditTests(SamplePerson person) : PersonTests(person)
{
    [Theory]
    [InlineData("stop")]
    [InlineData("project")]
    public async Task Edit_HeldInside_NeverNeedsMoreThanBeta(string policy)
    {
        JsonElement json = await EditAsync("--theta", "-6:6:5", "--policy", policy, "--beta", "0.05");
        JsonElement[] steps = [.. json.GetProperty("steps").EnumerateArray()];
        steps.Select(step => step.GetProperty("theta").GetDouble()).ShouldBe([-6, -3, 0, 3, 6]);
        steps.ShouldAllBe(step => step.GetProperty("dilation").GetDouble() <= 0.05 + 1e-9 && step.GetProperty("inside").GetBoolean());
        steps[4].GetProperty("linearDilation").GetDouble().ShouldBeGreaterThan(0.05, "the edit must go where the policy matters");
        steps[4].GetProperty("outcome").GetString().ShouldBe(policy == "stop" ? "stopped" : "projected");
        steps[2].GetProperty("outcome").GetString().ShouldBe("inside");
        foreach (JsonElement step in steps)
        {
            step.GetProperty("id").GetDouble().ShouldBeInRange(0.5, 1);
            File.Exists(Home.File(step.GetProperty("image").GetString()!)).ShouldBeTrue();
        }

        JsonElement interval = json.GetProperty("interval");
        double max = interval.GetProperty("max").GetDouble();
        max.ShouldBeGreaterThan(0);
        interval.GetProperty("min").GetDouble().ShouldBeLessThan(0);
        if (policy == "stop")
        {
            steps[4].GetProperty("appliedTheta").GetDouble().ShouldBe(max, 1e-9);
        }
    }

    [Fact]
    public async Task Edit_Continued_GoesOutside_AndUnboundedHasNoEnds()
    {
        JsonElement outside = (await EditAsync("--theta", "9", "--policy", "continue", "--beta", "0.05", "--layers", "0-5")).GetProperty("steps")[0];
        outside.GetProperty("outcome").GetString().ShouldBe("outside");
        outside.GetProperty("dilation").GetDouble().ShouldBeGreaterThan(0.05);

        JsonElement unbounded = await EditAsync("--theta", "-9,9", "--beta", "none", "--span");
        unbounded.GetProperty("beta").ValueKind.ShouldBe(JsonValueKind.Null);
        unbounded.GetProperty("interval").GetProperty("max").ValueKind.ShouldBe(JsonValueKind.Null);
        unbounded.GetProperty("steps").EnumerateArray().ShouldAllBe(step => step.GetProperty("inside").GetBoolean());
    }

    [Fact]
    public async Task Edit_AResult_GoesOnFromThere()
    {
        JsonElement first = (await EditAsync("--theta", "0.5", "--beta", "none")).GetProperty("steps")[0];
        JsonElement back = await SucceedAsync(
            "edit", "--code", first.GetProperty("code").GetString()!, "--direction", "yaw", "--theta", "-0.5", "--beta", "none", "--out", "back");
        JsonElement none = await EditAsync("--theta", "0", "--beta", "none");
        byte[] returned = Picture(back.GetProperty("steps")[0].GetProperty("image")).Pixels, start = Picture(none.GetProperty("steps")[0].GetProperty("image")).Pixels;
        returned.Zip(start, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Edit_WithWhatIsNotThere_SaysWhatIs()
    {
        string[] rest = ["--person", Person.Path, "--theta", "1", "--out", "out"];
        string line = await FailAsync(["edit", .. rest, "--code", Person.Code, "--direction", "wisdom"]);
        line.ShouldContain("smile");
        (await FailAsync(["edit", .. rest, "--code", "nowhere.safetensors", "--direction", "smile"])).ShouldContain("nowhere");
        (await FailAsync(["edit", .. rest, "--code", Person.Code, "--direction", "smile", "--layers", "0-99"])).ShouldContain("0 to 11");
        (await FailAsync(["edit", .. rest, "--code", Path.Combine(Person.Path, "generator.safetensors"), "--direction", "smile"])).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("--theta", "a,b")]
    [InlineData("--theta", "1:2")]
    [InlineData("--theta", "1", "--layers", "5-2")]
    [InlineData("--theta", "1", "--policy", "hope")]
    public async Task Edit_WithImpossibleNumbers_IsBadUsage(params string[] arguments) => (await MyStyle.RunAsync(
        ["edit", "--person", Person.Path, "--code", Person.Code, "--direction", "smile", "--out", "out", .. arguments])).ExitCode.ShouldBe(2);

    private Task<JsonElement> EditAsync(params string[] arguments) =>
        SucceedAsync("edit", ["--code", Person.Code, "--direction", "yaw", "--out", "out", .. arguments]);
}
