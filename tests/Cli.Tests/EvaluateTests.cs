using System.Text.Json;

namespace MyStyle.Cli.Tests;

public sealed class EvaluateTests(SamplePerson person) : PersonTests(person)
{
    [Fact]
    public async Task Evaluate_OnTestPhotos_GivesEveryFigure()
    {
        JsonElement report = await SucceedAsync(
            "evaluate", "--test", TestPhotos(2), "--steps", "4", "--samples", "6", "--pairs", "2");
        report.GetProperty("testPhotos").GetInt32().ShouldBe(2);
        foreach (string figure in (string[])["referenceLpips", "referenceIdentity", "interpolationIdentity", "synthesisIdentity"])
        {
            report.GetProperty(figure).GetProperty("before").GetDouble().ShouldBeInRange(0, 1, figure);
            report.GetProperty(figure).GetProperty("after").GetDouble().ShouldBeInRange(0, 1, figure);
        }

        JsonElement[] rows = [.. report.GetProperty("projections").EnumerateArray()];
        rows.Select(row => row.GetProperty("space").GetString()).ShouldBe(
            ["alpha-plus", "alpha-plus", "alpha-plus", "alpha-plus", "alpha", "w", "w-plus"]);
        foreach (JsonElement row in rows.Where(row => row.GetProperty("beta").ValueKind == JsonValueKind.Number))
        {
            row.GetProperty("effectiveBeta").GetDouble().ShouldBeLessThanOrEqualTo(row.GetProperty("beta").GetDouble() + 1e-6);
        }
    }

    [Fact]
    public async Task Evaluate_WithoutPhotos_SaysSo()
    {
        string empty = Directory.CreateDirectory(Home.File("empty")).FullName;
        (await FailAsync("evaluate", "--person", Person.Path, "--test", empty)).ShouldContain("holds no picture");
    }

    [Fact]
    public async Task Evaluate_OfADifferenceToThePrior_OpensIt()
    {
        string empty = Directory.CreateDirectory(Home.File("empty")).FullName;
        string difference = Path.Combine(SamplePerson.Photos, "trained", "person.mystyle-delta");
        (await FailAsync("evaluate", "--person", difference, "--test", empty)).ShouldContain("holds no picture");
    }

    private string TestPhotos(int count)
    {
        string folder = Directory.CreateDirectory(Home.File("unseen")).FullName;
        foreach (string path in Directory.GetFiles(Path.Combine(SamplePerson.Photos, "test")).Order(StringComparer.Ordinal).Take(count))
        {
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        }

        return folder;
    }
}
