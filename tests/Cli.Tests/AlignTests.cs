using System.Text.Json;
using MyStyle.Engine.Imaging;

namespace MyStyle.Cli.Tests;

public sealed class AlignTests(SamplePerson person) : PersonTests(person)
{
    [Fact]
    public void Align_AnAlbum_WritesAPictureAPhotoAndNamesTheRest()
    {
        Person.AlignJson.GetProperty("aligned").GetInt32().ShouldBe(6);
        JsonElement failed = Person.AlignJson.GetProperty("failed").EnumerateArray().ShouldHaveSingleItem();
        failed.GetProperty("file").GetString().ShouldBe("corrupt_001.jpg");
        failed.GetProperty("reason").GetString()!.ShouldContain("damaged");
        Directory.GetFiles(Person.Aligned).Select(Path.GetFileName).Order().ShouldBe(Enumerable.Range(1, 6).Select(i => $"photo_00{i}.png"));
        ImageHeader header = ImageFile.ReadHeader(Person.AlignedPhoto(1));
        (header.Width, header.Height).ShouldBe((128, 128));
    }

    [Fact]
    public async Task Align_RecursiveWithASize_KeepsFoldersAndTellsPhotosOfOneStemApart()
    {
        Directory.CreateDirectory(Home.File("in", "sub"));
        File.Copy(Path.Combine(Person.Album, "photo_001.jpg"), Home.File("in", "a.jpg"));
        ImageWriter.WritePng(Home.File("in", "a.png"), ImageFile.Read(Path.Combine(Person.Album, "photo_002.jpg")));
        File.Copy(Path.Combine(Person.Album, "photo_003.jpg"), Home.File("in", "sub", "a.jpg"));
        File.WriteAllText(Home.File("in", "notes.txt"), "no picture");
        CommandRun run = await MyStyle.RunAsync("align", "--photos", "in", "--out", "out", "--size", "64", "--recursive", "--json", "-q");
        run.Json.GetProperty("aligned").GetInt32().ShouldBe(3, run.Errors);
        foreach (string name in (string[])["a.png", "a.png.png", "sub/a.png"])
        {
            ImageFile.ReadHeader(Home.File("out", name)).Width.ShouldBe(64);
        }

        (await MyStyle.RunAsync("align", "--photos", "in", "--out", "flat", "--size", "64", "--json", "-q")).Json.GetProperty("aligned").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Align_PhotosWithoutFaces_Fails()
    {
        Directory.CreateDirectory(Home.File("in"));
        ImageWriter.WritePng(Home.File("in", "grey.png"), new RgbImage(200, 200));
        CommandRun run = await MyStyle.RunAsync("align", "--photos", "in", "--out", "out", "--json");
        run.ExitCode.ShouldBe(1);
        run.Json.GetProperty("failed")[0].GetProperty("reason").GetString()!.ShouldContain("No face");
    }

    [Theory]
    [InlineData("--out", "in")]
    [InlineData("--out", "out", "--size", "4")]
    public async Task Align_WhatCannotBe_IsBadUsage(params string[] arguments)
    {
        Directory.CreateDirectory(Home.File("in"));
        File.Copy(Path.Combine(Person.Album, "photo_001.jpg"), Home.File("in", "a.jpg"));
        (await MyStyle.RunAsync(["align", "--photos", "in", .. arguments])).ExitCode.ShouldBe(2);
    }
}
