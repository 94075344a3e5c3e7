using System.Text.Json;
using MyStyle.Engine.People;

namespace MyStyle.Cli.Tests;

public sealed class BundleTests(SamplePerson person) : PersonTests(person)
{
    [Fact]
    public async Task Bundle_ThenEdit_WorksOnTheSmallFileAlone()
    {
        Directory.CreateDirectory(Home.File("photos"));
        File.Copy(Person.AlignedPhoto(2), Home.File("photos", "photo_002.png"));
        JsonElement json = await SucceedAsync("bundle", "--out", "small", "--photos", "photos", "--images", Person.Aligned, "--steps", "3");
        json.GetProperty("size").GetInt64().ShouldBe(new FileInfo(Home.File("small", "person.mystyle-delta")).Length);
        json.GetProperty("size").GetInt64().ShouldBeLessThan(6_000_000);
        JsonElement figures = json.GetProperty("figures");
        figures.GetProperty("meanDifference").GetDouble().ShouldBeInRange(0, 2);
        JsonElement lpips = figures.GetProperty("photoLpips");
        lpips.GetProperty("after").GetDouble().ShouldBe(lpips.GetProperty("before").GetDouble(), 0.02);
        JsonElement photo = json.GetProperty("photos").EnumerateArray().ShouldHaveSingleItem();
        photo.GetProperty("fileName").GetString().ShouldBe("photo_002.png");
        photo.GetProperty("effectiveBeta").GetDouble().ShouldBeLessThanOrEqualTo(0.05 + 1e-9);

        CommandRun generate = await MyStyle.RunAsync("generate", "--person", "small/person.mystyle-delta", "--out", "new", "--count", "1", "--quiet");
        generate.ExitCode.ShouldBe(0, generate.Errors);
    }

    [Fact]
    public async Task Convert_ToADifferenceAndBack_IsThePersonAgain()
    {
        foreach ((string input, string output) in ((string, string)[])[(Person.Path, "ann.mystyle-delta"), ("ann.mystyle-delta", "back"), ("ann.mystyle-delta", "back.mystyle")])
        {
            CommandRun run = await MyStyle.RunAsync("convert", input, output, "--quiet");
            run.ExitCode.ShouldBe(0, run.Errors);
        }

        Person original = PersonFolder.Open(Person.Path), back = PersonFolder.Open(Home.File("back"));
        back.Anchors.ShouldBe(original.Anchors);
        back.Manifest.Photos.ShouldBe(original.Manifest.Photos);
        PersonFolder.Open(Home.File("back.mystyle")).Thumbnails.Count.ShouldBe(original.Thumbnails.Count);

        (await FailAsync("convert", "ann.mystyle-delta", "back")).ShouldContain("is a person already");
        (await FailAsync("convert", "ann.mystyle-delta", "other", "--prior", "perceptual-narrow")).ShouldContain("another one");
        (await MyStyle.RunAsync("convert", "ann.mystyle-delta", "again.mystyle-delta")).ExitCode.ShouldBe(2);
        (await MyStyle.RunAsync("convert", Person.Path, "x.mystyle-delta", "--delta-step", "0")).ExitCode.ShouldBe(2);
    }
}
