using System.Text.Json;

namespace MyStyle.Cli.Tests;

public sealed class RefineTests(SamplePerson person) : PersonTests(person)
{
    [Fact]
    public async Task Refine_OnOnePhoto_MakesAPersonThatRendersItBetter()
    {
        JsonElement json = await SucceedAsync(
            "refine", "--image", Person.AlignedPhoto(1), "--code", Person.Code, "--out", "refined.mystyle", "--steps", "3", "--stop-at", "0");
        json.GetProperty("steps").GetInt32().ShouldBe(3);
        json.GetProperty("lpipsAfter").GetDouble().ShouldBeLessThan(json.GetProperty("lpipsBefore").GetDouble());

        // Codes count the same anchors.
        CommandRun edit = await MyStyle.RunAsync(
            "edit", "--person", "refined.mystyle", "--code", Person.Code, "--direction", "smile", "--theta", "0", "--out", "out", "--json");
        edit.ExitCode.ShouldBe(0, edit.Errors);

        (await FailAsync("refine", "--person", Person.Path, "--image", Person.AlignedPhoto(1), "--code", Person.Code, "--out", "refined.mystyle"))
            .ShouldContain("--overwrite");
    }
}
