using System.Text.Json;

namespace MyStyle.Cli.Tests;

public sealed class DirectionsTests(SamplePerson person) : PersonTests(person)
{
    [Fact]
    public async Task Learn_FromReferencePhotosAndOthers_WritesADirectionThatEdits()
    {
        File.WriteAllLines(Home.File("positive.txt"), ["photo_001.png", "photo_002.png", "photo_003.png"]);
        Directory.CreateDirectory(Home.File("negative"));
        File.Copy(Person.AlignedPhoto(4), Home.File("negative", "photo_004.png"));
        File.Copy(Path.Combine(SamplePerson.Photos, "photo_020.jpg"), Home.File("negative", "photo_020.jpg"));
        JsonElement json = await SucceedAsync("directions learn", "--positive", "positive.txt", "--negative", "negative", "--out", "d.safetensors");
        json.GetProperty("pictures").GetInt32().ShouldBe(5);
        json.GetProperty("cosine").GetDouble().ShouldBeInRange(0.3, 1);
        JsonElement edit = await SucceedAsync(
            "edit", "--code", Person.Code, "--direction", "d.safetensors", "--theta", "0.1", "--out", "out");
        edit.GetProperty("cosine").GetDouble().ShouldBe(json.GetProperty("cosine").GetDouble(), 1e-6);
    }

    [Fact]
    public async Task Learn_AnAttribute_IsKeptInThePerson()
    {
        foreach (string file in Directory.GetFiles(Person.Path, "*", SearchOption.AllDirectories))
        {
            string copy = Home.File("copy", Path.GetRelativePath(Person.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        CommandRun run = await MyStyle.RunAsync(
            "directions", "learn", "--person", "copy", "--attribute", "yaw", "--samples", "20", "--name", "turn", "--conditioned-on", "smile,pitch",
            "--save-to-person", "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Json.GetProperty("correlation").GetDouble().ShouldBeGreaterThan(0.3);
        CommandRun list = await MyStyle.RunAsync("directions", "list", "--person", "copy", "--json");
        JsonElement turn = list.Json.GetProperty("directions").EnumerateArray().Single(item => item.GetProperty("name").GetString() == "turn");
        turn.GetProperty("own").GetBoolean().ShouldBeTrue();
        list.Json.GetProperty("directions").EnumerateArray().ShouldContain(item => item.GetProperty("name").GetString() == "smile");
        File.ReadAllBytes(Home.File("copy", "generator.safetensors")).AsSpan()
            .SequenceEqual(File.ReadAllBytes(Path.Combine(Person.Path, "generator.safetensors"))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("--attribute", "yaw")]
    [InlineData("--positive", "a", "--out", "d.safetensors")]
    [InlineData("--attribute", "charm", "--out", "d.safetensors")]
    [InlineData("--positive", "a", "--negative", "b", "--save-to-person")]
    public async Task Learn_WithHalfTheOptions_IsBadUsage(params string[] arguments) =>
        (await MyStyle.RunAsync(["directions", "learn", "--person", Person.Path, .. arguments])).ExitCode.ShouldBe(2);
}
