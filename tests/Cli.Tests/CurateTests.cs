using System.Text.Json;

namespace MyStyle.Cli.Tests;

public sealed class CurateTests : CommandTests
{
    [Fact]
    public async Task Curate_TheSamplePerson_GivesEveryFileItsLabelAndComputesNothingTwice()
    {
        string[] arguments = ["curate", "--photos", SamplePerson.Photos, "--out", "set", "--report", "report.html", "--json"];
        CommandRun run = await MyStyle.RunAsync(arguments);
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Errors.ShouldContain("photos/s");
        run.Errors.ShouldContain("left");
        run.Errors.ShouldContain("wrong_identity 4");
        using JsonDocument labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(SamplePerson.Photos, "labels.json")));
        Dictionary<string, string> verdicts = Verdicts();
        verdicts.Count.ShouldBe(Directory.GetFiles(SamplePerson.Photos, "*.jpg").Length);
        foreach ((string file, string verdict) in verdicts)
        {
            verdict.ShouldBe(labels.RootElement.GetProperty(file).GetProperty("expected").GetString(), file);
        }

        run.Json.GetProperty("photos").GetInt32().ShouldBe(verdicts.Count);
        run.Json.GetProperty("accepted").GetInt32().ShouldBe(70);
        run.Json.GetProperty("verdicts").EnumerateObject().ToDictionary(v => v.Name, v => v.Value.GetInt32())
            .ShouldBe(verdicts.Values.CountBy(v => v).ToDictionary(), ignoreOrder: true);
        run.Json.GetProperty("duplicates").EnumerateArray().Select(group => group.GetArrayLength()).ShouldBe([2, 2, 2, 2, 2, 2]);
        run.Json.GetProperty("meanDistance").GetDouble().ShouldBeInRange(0.05, 0.5);
        run.Json.GetProperty("reused").GetInt32().ShouldBe(0);
        Directory.GetFiles(Home.File("set", "aligned"), "*.png").Length.ShouldBe(70);
        File.ReadAllText(Home.File("report.html")).ShouldContain("70 of 90 photos accepted");

        JsonElement again = (await MyStyle.RunAsync(arguments)).Json;
        again.GetProperty("reused").GetInt32().ShouldBe(verdicts.Count);
        again.GetProperty("meanDistance").GetDouble().ShouldBe(run.Json.GetProperty("meanDistance").GetDouble());
        Verdicts().ShouldBe(verdicts, ignoreOrder: true);
    }

    [Fact]
    public async Task Curate_WithDecisions_RemembersThemUntilTheyAreForgotten()
    {
        Directory.CreateDirectory(Home.File("album"));
        foreach (string name in (string[])["photo_001.jpg", "photo_002.jpg", "photo_003.jpg", "photo_004.jpg", "gray_001.jpg", "other_001.jpg"])
        {
            File.Copy(Path.Combine(SamplePerson.Photos, name), Home.File("album", name));
        }

        await CurateAsync("--reject", "photo_002.jpg", Path.Combine("album", "photo_003.jpg"), "--accept", "gray_001.jpg");
        Check("rejected", "rejected", "accept");
        JsonElement again = await CurateAsync();
        again.GetProperty("verdicts").GetProperty("rejected").GetInt32().ShouldBe(2);
        Check("rejected", "rejected", "accept");
        await CurateAsync("--forget", "photo_003.jpg", "gray_001.jpg");
        Check("rejected", "accept", "grayscale");

        void Check(string second, string third, string gray)
        {
            Dictionary<string, string> verdicts = Verdicts();
            (verdicts["photo_001.jpg"], verdicts["photo_002.jpg"], verdicts["photo_003.jpg"], verdicts["gray_001.jpg"])
                .ShouldBe(("accept", second, third, gray));
        }
    }

    [Fact]
    public async Task Curate_WithAConfirmedPhoto_TakesThatPerson()
    {
        Directory.CreateDirectory(Home.File("album"));
        foreach (string name in (string[])["photo_001.jpg", "photo_002.jpg", "photo_003.jpg", "other_001.jpg"])
        {
            File.Copy(Path.Combine(SamplePerson.Photos, name), Home.File("album", name));
        }

        await CurateAsync("--confirm", "other_001.jpg");
        Dictionary<string, string> verdicts = Verdicts();
        verdicts["other_001.jpg"].ShouldBe("accept");
        verdicts.Values.Count(v => v == "wrong_identity").ShouldBe(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Curate_AFolderWithoutPhotos_SaysWhatToDo(bool others)
    {
        Directory.CreateDirectory(Home.File("album"));
        if (others)
        {
            File.WriteAllText(Home.File("album", "notes.txt"), "no photo");
        }

        CommandRun run = await MyStyle.RunAsync("curate", "--photos", "album", "--out", "set");
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldContain("album holds no photos. Put JPEG, PNG or WebP files there");
        Directory.Exists(Home.File("set", "aligned")).ShouldBeFalse();
    }

    [Fact]
    public async Task Curate_FilesThatOnlyLookLikePhotos_SaysThatNoneCanBeRead()
    {
        Directory.CreateDirectory(Home.File("album"));
        File.WriteAllText(Home.File("album", "a.jpg"), "no photo");
        File.WriteAllBytes(Home.File("album", "b.png"), []);
        CommandRun run = await MyStyle.RunAsync("curate", "--photos", "album", "--out", "set", "--quiet");
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldContain("None of the 2 photos in album can be read");
    }

    [Fact]
    public async Task Curate_ADecisionAboutAMissingPhoto_NamesIt()
    {
        Directory.CreateDirectory(Home.File("album"));
        CommandRun run = await MyStyle.RunAsync("curate", "--photos", "album", "--out", "set", "--reject", "nobody.jpg");
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldContain("There is no photo nobody.jpg in album");
    }

    [Theory]
    [InlineData("--out", "album")]
    [InlineData("--out", ".")]
    [InlineData("--out", "set", "--size", "8")]
    [InlineData("--out", "set", "--test-share", "1")]
    [InlineData("--out", "set", "--accept", "a.jpg", "--reject", "a.jpg")]
    public async Task Curate_WhatCannotBe_IsBadUsage(params string[] arguments)
    {
        Directory.CreateDirectory(Home.File("album"));
        File.Copy(Path.Combine(SamplePerson.Photos, "photo_001.jpg"), Home.File("album", "a.jpg"));
        (await MyStyle.RunAsync(["curate", "--photos", "album", .. arguments])).ExitCode.ShouldBe(2);
    }

    private async Task<JsonElement> CurateAsync(params string[] arguments)
    {
        CommandRun run = await MyStyle.RunAsync(["curate", "--photos", "album", "--out", "set", .. arguments, "--json", "--quiet"]);
        run.ExitCode.ShouldBe(0, run.Errors);
        return run.Json;
    }

    private Dictionary<string, string> Verdicts()
    {
        using JsonDocument curation = JsonDocument.Parse(File.ReadAllText(Home.File("set", "curation.json")));
        return curation.RootElement.GetProperty("photos").EnumerateArray()
            .ToDictionary(photo => photo.GetProperty("file").GetString()!, photo => photo.GetProperty("verdict").GetString()!);
    }
}
