using System.Text.Json;
using System.Text.Json.Nodes;
using MyStyle.Engine.Imaging;

namespace MyStyle.Cli.Tests;

public sealed class TrainTests(SamplePerson person) : PersonTests(person)
{
    [Fact]
    public void Train_SixPhotos_BringsThemNearer()
    {
        JsonElement json = Person.TrainJson;
        json.GetProperty("anchors").GetInt32().ShouldBe(6);
        json.GetProperty("passes").GetInt32().ShouldBe(1);
        json.GetProperty("steps").GetInt32().ShouldBe(2);
        json.GetProperty("aligned").GetInt32().ShouldBe(0, "photos of the prior's size are used as they are");
        json.GetProperty("lpipsAfter").GetDouble().ShouldBeLessThan(json.GetProperty("lpipsBefore").GetDouble());
        json.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        JsonNode.Parse(File.ReadAllText(Path.Combine(Person.Path, "person.json")))!["computePrecision"]!.GetValue<string>().ShouldBe("fp32", "what auto means on a CPU");
        Directory.GetFiles(Person.Path).Select(Path.GetFileName).ShouldNotContain("training.safetensors");
    }

    [Fact]
    public async Task Train_OntoAPersonThatIsThere_ChangesNothingUnlessTold()
    {
        byte[] before = File.ReadAllBytes(Path.Combine(Person.Path, "person.json"));
        string line = await FailAsync("train", "--images", Person.Aligned, "--out", Person.Path, "--passes", "1");
        line.ShouldContain("--overwrite");
        line = await FailAsync("train", "--images", Person.Aligned, "--out", Person.Path, "--passes", "1", "--resume");
        line.ShouldContain("--overwrite");
        File.ReadAllBytes(Path.Combine(Person.Path, "person.json")).ShouldBe(before);
    }

    [Fact]
    public async Task Train_InterruptedAndResumed_EqualsUninterrupted()
    {
        Directory.CreateDirectory(Home.File("photos"));
        foreach (int i in (int[])[1, 2, 3, 4])
        {
            File.Copy(Person.AlignedPhoto(i), Home.File("photos", $"{i}.png"));
        }

        string[] arguments = ["train", "--images", "photos", "--passes", "2", "--batch", "2", "--name", "Ann", "--float32", "--json"];
        CommandRun whole = await MyStyle.RunAsync([.. arguments, "--out", "whole"]);
        whole.ExitCode.ShouldBe(0, whole.Errors);

        CommandRun cut = await MyStyle.InterruptAsync("Tuning: 1 of", [.. arguments, "--out", "parts.mystyle"]);
        cut.ExitCode.ShouldBe(130, cut.Errors);
        cut.Json.GetProperty("cancelled").GetBoolean().ShouldBeTrue();
        cut.Errors.ShouldContain("--resume");
        File.Exists(Home.File("parts.mystyle")).ShouldBeFalse();

        (await FailAsync([.. arguments, "--out", "parts.mystyle"])).ShouldContain("--resume");
        (await FailAsync([.. arguments, "--out", "parts.mystyle", "--resume", "--lr", "0.1"])).ShouldContain("settings");

        CommandRun rest = await MyStyle.RunAsync([.. arguments, "--out", "parts.mystyle", "--resume"]);
        rest.ExitCode.ShouldBe(0, rest.Errors);
        rest.Json.GetProperty("resumedAt").GetInt32().ShouldBeInRange(1, 3);
        rest.Json.GetProperty("steps").GetInt32().ShouldBe(4);
        Directory.Exists(Home.File("parts.mystyle.training")).ShouldBeFalse();

        (await MyStyle.RunAsync("convert", "parts.mystyle", "parts")).ExitCode.ShouldBe(0);
        File.ReadAllBytes(Home.File("parts", "generator.safetensors")).AsSpan()
            .SequenceEqual(File.ReadAllBytes(Home.File("whole", "generator.safetensors"))).ShouldBeTrue();
        rest.Json.GetProperty("lpipsAfter").GetDouble().ShouldBe(whole.Json.GetProperty("lpipsAfter").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task Train_UnalignedWithHeldOutPhotos_ReportsThem()
    {
        CommandRun run = await MyStyle.RunAsync(
            "train", "--images", Person.Album, "--out", "ann", "--passes", "1", "--batch", "8", "--hold-out", "2", "--patience", "1", "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Json.GetProperty("anchors").GetInt32().ShouldBe(4);
        run.Json.GetProperty("aligned").GetInt32().ShouldBe(6);
        run.Json.GetProperty("failed")[0].GetProperty("file").GetString().ShouldBe("corrupt_001.jpg");
        JsonElement heldOut = run.Json.GetProperty("heldOut");
        heldOut.GetProperty("photos").GetArrayLength().ShouldBe(2);
        heldOut.GetProperty("lpipsAfter").GetDouble().ShouldBeLessThan(heldOut.GetProperty("lpipsBefore").GetDouble());
    }

    [Fact]
    public async Task Train_WithoutUsablePhotos_SaysWhy()
    {
        Directory.CreateDirectory(Home.File("empty"));
        (await FailAsync("train", "--images", "empty", "--out", "x")).ShouldContain("no picture");
        (await FailAsync("train", "--images", "nowhere", "--out", "x")).ShouldContain("nowhere");
        Directory.CreateDirectory(Home.File("one"));
        File.Copy(Person.AlignedPhoto(1), Home.File("one", "a.png"));
        (await FailAsync("train", "--images", "one", "--out", "x")).ShouldContain("at least 2");
        ImageWriter.WritePng(Home.File("one", "b.png"), new RgbImage(64, 64));
        CommandRun run = await MyStyle.RunAsync("train", "--images", "one", "--out", "x", "--align", "never", "--quiet");
        run.ExitCode.ShouldBe(1);
        run.Errors.ShouldContain("b.png: It is 64 x 64, not 128 x 128");
        Directory.Exists(Home.File("x")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--passes", "0")]
    [InlineData("--patience", "2")]
    [InlineData("--hold-out", "-1")]
    [InlineData("--lr", "0")]
    public async Task Train_WithImpossibleNumbers_IsBadUsage(params string[] arguments) =>
        (await MyStyle.RunAsync(["train", "--images", Person.Aligned, "--out", "x", .. arguments])).ExitCode.ShouldBe(2);

    [Fact]
    public async Task Person_MissingOrOfANewerVersion_IsNamedInOneLine()
    {
        string[] rest = ["--image", Person.AlignedPhoto(1), "--out", "x"];
        (await FailAsync(["project", "--person", "nobody", .. rest])).ShouldContain("no person nobody");

        Directory.CreateDirectory(Home.File("newer"));
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(Person.Path, "person.json")))!;
        manifest["formatVersion"] = 99;
        File.WriteAllText(Home.File("newer", "person.json"), manifest.ToJsonString());
        (await FailAsync(["project", "--person", "newer", .. rest])).ShouldContain("newer version");
        Directory.Exists(Home.File("x")).ShouldBeFalse();
    }
}
