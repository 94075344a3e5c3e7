using System.Text.Json;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;

namespace MyStyle.Cli.Tests;

public sealed class EnhancementTests(SamplePerson person) : PersonTests(person)
{
    [Fact]
    public void Project_AnAlignedPhoto_StaysInsideTheAllowedHull()
    {
        JsonElement json = Person.ProjectJson;
        json.GetProperty("beta").GetDouble().ShouldBe(0.02);
        json.GetProperty("effectiveBeta").GetDouble().ShouldBeInRange(0, 0.02 + 1e-6);
        json.GetProperty("id").GetDouble().ShouldBeInRange(0.8, 1.0);
        json.GetProperty("lpips").GetDouble().ShouldBeInRange(0.001, 0.2);
        json.GetProperty("somebodyElse").GetBoolean().ShouldBeFalse();
        json.GetProperty("space").GetString().ShouldBe("alpha-plus");
        foreach (string name in (string[])["result.png", "strip.png", "code.safetensors"])
        {
            File.Exists(Path.Combine(Person.Projection, name)).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("w-plus", "none", false)]
    [InlineData("alpha", "none", true)]
    public async Task Project_WithoutABound_SaysNull(string space, string beta, bool hasEffective)
    {
        JsonElement json = await SucceedAsync(
            "project", "--image", Person.AlignedPhoto(2), "--out", "out", "--steps", "2", "--space", space, "--beta", beta, "--profile", "reference");
        json.GetProperty("beta").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("effectiveBeta").ValueKind.ShouldBe(hasEffective ? JsonValueKind.Number : JsonValueKind.Null);
    }

    [Fact]
    public async Task Inpaint_ByCopy_ChangesOnlyTheHole()
    {
        string mask = WriteMask("mask.png", 128, 128, InHole);
        JsonElement json = await SucceedAsync("inpaint", "--image", Person.AlignedPhoto(1), "--mask", mask, "--out", "out", "--steps", "4");
        RgbImage photo = ImageFile.Read(Person.AlignedPhoto(1)), blended = Picture(json.GetProperty("blended"));
        int changed = 0;
        for (int i = 0; i < photo.Pixels.Length; i++)
        {
            bool inside = InHole(i / 3 % 128, i / 3 / 128);
            (inside || blended.Pixels[i] == photo.Pixels[i]).ShouldBeTrue();
            changed += inside && blended.Pixels[i] != photo.Pixels[i] ? 1 : 0;
        }

        changed.ShouldBeGreaterThan(100);

        // The reference's convention is the same hole with its colours exchanged.
        string opposite = WriteMask("opposite.png", 128, 128, (x, y) => !InHole(x, y));
        JsonElement kept = await SucceedAsync(
            "inpaint", "--image", Person.AlignedPhoto(1), "--mask", opposite, "--keep-white", "--out", "kept", "--steps", "4");
        Picture(kept.GetProperty("blended")).Pixels.ShouldBe(blended.Pixels);

        static bool InHole(int x, int y) => x is >= 30 and < 90 && y is >= 50 and < 70;
    }

    [Fact]
    public async Task Inpaint_AnUnalignedPhoto_CarriesTheMaskAlongAndPutsTheResultBack()
    {
        string photo = Path.Combine(Person.Album, "photo_002.jpg");
        string mask = WriteMask("mask.png", 224, 224, InHole);
        JsonElement json = await SucceedAsync("inpaint", "--image", photo, "--mask", mask, "--out", "out", "--steps", "2", "--paste");
        RgbImage original = ImageFile.Read(photo), pasted = Picture(json.GetProperty("pasted"));
        int inside = 0, outside = 0;
        for (int i = 0; i < original.Pixels.Length; i++)
        {
            (int x, int y) = (i / 3 % 224, i / 3 / 224);
            bool changed = Math.Abs(original.Pixels[i] - pasted.Pixels[i]) > 2;
            inside += changed && InHole(x, y) ? 1 : 0;

            // A pixel of the aligned picture covers about two of the photo.
            outside += changed && !InHole(Math.Clamp(x, 93, 130), Math.Clamp(y, 93, 130)) ? 1 : 0;
            (Math.Max(Math.Max(87 - x, x - 136), Math.Max(87 - y, y - 136)) > 0 && original.Pixels[i] != pasted.Pixels[i]).ShouldBeFalse($"({x}, {y})");
        }

        inside.ShouldBeGreaterThan(300);
        outside.ShouldBe(0);

        static bool InHole(int x, int y) => x is >= 90 and <= 133 && y is >= 90 and <= 133;
    }

    [Fact]
    public async Task Inpaint_WithAMaskThatDoesNotFit_SaysWhatWould()
    {
        string[] rest = ["--person", Person.Path, "--image", Person.AlignedPhoto(1), "--out", "out"];
        (await FailAsync(["inpaint", .. rest, "--mask", WriteMask("small.png", 50, 50, (_, _) => true)])).ShouldContain("128 x 128");
        (await FailAsync(["inpaint", .. rest, "--mask", WriteMask("empty.png", 128, 128, (_, _) => false)])).ShouldContain("marks nothing");
        (await FailAsync(["inpaint", .. rest, "--mask", WriteMask("full.png", 128, 128, (_, _) => true)])).ShouldContain("whole picture");
        (await FailAsync(["inpaint", .. rest, "--mask", "nowhere.png"])).ShouldContain("nowhere.png");
        Directory.Exists(Home.File("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Upscale_ATrueSmallFile_EqualsReducingTheLargeOneFirst()
    {
        ImageWriter.WritePng(Home.File("small.png"), Resampler.BoxReduce(ImageFile.Read(Person.AlignedPhoto(3)), 8));
        JsonElement small = await SucceedAsync("upscale", "--image", "small.png", "--out", "small", "--steps", "4");
        JsonElement large = await SucceedAsync("upscale", "--image", Person.AlignedPhoto(3), "--factor", "8", "--out", "large", "--steps", "4");
        RgbImage result = Picture(small.GetProperty("image"));
        (result.Width, result.Height).ShouldBe((128, 128));
        Picture(large.GetProperty("image")).Pixels.ShouldBe(result.Pixels);
        small.GetProperty("beta").GetDouble().ShouldBe(0.05);

        // The background is the input, enlarged.
        RgbImage blended = Picture(small.GetProperty("blended")), background = Picture(small.GetProperty("input"));
        blended.Row(0)[..30].ToArray().ShouldBe(background.Row(0)[..30].ToArray());
        blended.Pixels.ShouldNotBe(background.Pixels);
    }

    [Fact]
    public async Task Upscale_ByAFactorThatDoesNotDivide_SaysWhichDo()
    {
        string line = await FailAsync("upscale", "--person", Person.Path, "--image", Person.AlignedPhoto(3), "--factor", "5", "--out", "out");
        line.ShouldContain("divisor of 128");
    }

    [Fact]
    public async Task Restore_AGreyNoisyPhoto_EstimatesWhatWasNotSaid()
    {
        string[] rest = ["--image", Person.AlignedPhoto(4), "--degradation", "gray,noise:15", "--simulate", "--steps", "8", "--out"];
        JsonElement given = await SucceedAsync("restore", [.. rest, "given", "--keep-background"]);
        given.GetProperty("degradation").GetString().ShouldBe("gray,noise:15");
        RgbImage degraded = Picture(given.GetProperty("input")), blended = Picture(given.GetProperty("blended"));
        DegradationEstimator.IsGrey(degraded).ShouldBeTrue();
        DegradationEstimator.IsGrey(Picture(given.GetProperty("image"))).ShouldBeFalse();
        blended.Row(0)[..30].ToArray().ShouldBe(degraded.Row(0)[..30].ToArray());

        JsonElement estimated = await SucceedAsync(
            "restore", "--image", Path.Combine("given", "input.png"), "--degradation", "gray,noise,jpeg", "--steps", "1", "--out", "estimated");
        DegradationSpec spec = DegradationSpec.Parse(estimated.GetProperty("degradation").GetString()!);
        spec.Find(DegradationKind.Noise)!.Strength!.Value.ShouldBe(15, 1.5);
        spec.Find(DegradationKind.Jpeg).ShouldBeNull("the photo was no JPEG");
        JsonElement detected = await SucceedAsync("restore", "--image", Path.Combine("given", "input.png"), "--steps", "1", "--out", "detected");
        detected.GetProperty("degradation").GetString().ShouldBe(spec.ToString());
    }

    [Theory]
    [InlineData("--degradation", "fog")]
    [InlineData("--degradation", "blur:0")]
    [InlineData("--degradation", "blur", "--simulate")]
    [InlineData("--simulate")]
    public async Task Restore_OfWhatIsNoDegradation_IsBadUsage(params string[] arguments) => (await MyStyle.RunAsync(
        ["restore", "--person", Person.Path, "--image", Person.AlignedPhoto(1), "--out", "out", .. arguments])).ExitCode.ShouldBe(2);

    [Fact]
    public async Task Inpaint_WithSeveralSeeds_GivesThePlainAnswerAndCandidates()
    {
        string mask = WriteMask("mask.png", 128, 128, (x, y) => x is >= 40 and < 90 && y is >= 70 and < 100);
        JsonElement json = await SucceedAsync(
            "inpaint", "--image", Person.AlignedPhoto(1), "--mask", mask, "--out", "out", "--steps", "4", "--seeds", "3");
        JsonElement[] candidates = [.. json.GetProperty("candidates").EnumerateArray()];
        candidates.Select(candidate => candidate.GetProperty("seed").GetInt32()).ShouldBe([1, 2]);
        Picture(candidates[0].GetProperty("image")).Pixels.ShouldNotBe(Picture(candidates[1].GetProperty("image")).Pixels);
        Picture(candidates[0].GetProperty("image")).Pixels.ShouldNotBe(Picture(json.GetProperty("blended")).Pixels);
    }

    [Fact]
    public async Task Project_WithoutAFace_SaysSo()
    {
        ImageWriter.WritePng(Home.File("grey.png"), new RgbImage(300, 200));
        (await FailAsync("project", "--person", Person.Path, "--image", "grey.png", "--out", "out")).ShouldContain("No face");
    }

    [Theory]
    [InlineData("--beta", "-1")]
    [InlineData("--beta", "much")]
    [InlineData("--steps", "0")]
    [InlineData("--space", "z")]
    public async Task Project_WithImpossibleNumbers_IsBadUsage(params string[] arguments) => (await MyStyle.RunAsync(
        ["project", "--person", Person.Path, "--image", Person.AlignedPhoto(1), "--out", "out", .. arguments])).ExitCode.ShouldBe(2);
}
