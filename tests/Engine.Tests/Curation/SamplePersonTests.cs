using System.Text.Json;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Tests.Curation;

public sealed class SamplePersonTests(CurationFixture fixture) : IClassFixture<CurationFixture>
{
    [Fact]
    public void Run_OnSamplePerson_GivesEveryFileItsLabel()
    {
        JsonElement labels = CurationFixture.Labels(Path.Combine(CurationFixture.SampleFolder, "labels.json"));

        fixture.Sample.Photos.Count.ShouldBe(Directory.GetFiles(CurationFixture.SampleFolder, "*.jpg").Length);
        foreach (CuratedPhoto photo in fixture.Sample.Photos)
        {
            JsonElement label = labels.GetProperty(photo.File);
            photo.Verdict.Name().ShouldBe(label.GetProperty("expected").GetString(), $"{photo.File}: {photo.Reason}");
            photo.Reason.ShouldNotBeEmpty();
            if (photo.Verdict == Verdict.Duplicate)
            {
                photo.DuplicateOf.ShouldBe(label.GetProperty("duplicate_of").GetString());
            }
        }
    }

    [Fact]
    public void Run_OnSamplePerson_WritesAlignedPicturesOfAcceptedPhotosOnly()
    {
        CurationReport report = fixture.Sample;
        string output = fixture.SampleOptions.OutputFolder;

        string[] files = [.. Directory.GetFiles(Path.Combine(output, "aligned")).Select(f => "aligned/" + Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        files.ShouldBe(report.Photos.Where(p => p.Verdict == Verdict.Accept).Select(p => p.Aligned!).Order(StringComparer.Ordinal));
        report.Photos.Where(p => p.Verdict != Verdict.Accept).ShouldAllBe(p => p.Aligned == null && p.Split == null);
        RgbImage aligned = ImageFile.Read(Path.Combine(output, report.Photos.First(p => p.File == "photo_001.jpg").Aligned!));
        aligned.Width.ShouldBe(128);
        aligned.Height.ShouldBe(128);
        report.Photos.Count(p => p.Split == "test").ShouldBe(7);
    }

    [Fact]
    public void Run_OnSamplePerson_WritesJsonThatReadsBack()
    {
        CurationReport report = fixture.Sample;

        CurationReport back = CurationJson.Read(fixture.SampleOptions.OutputFolder);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(fixture.SampleOptions.OutputFolder, CurationJson.FileName)));

        back.Photos.Select(p => (p.File, p.Verdict, p.Reason, p.DuplicateOf, p.Aligned)).ShouldBe(
            report.Photos.Select(p => (p.File, p.Verdict, p.Reason, p.DuplicateOf, p.Aligned)));
        JsonElement small = json.RootElement.GetProperty("photos").EnumerateArray().Single(p => p.GetProperty("file").GetString() == "small_001.jpg");
        small.GetProperty("verdict").GetString().ShouldBe("too_small");
        JsonElement size = small.GetProperty("scores").GetProperty("size");
        size.GetProperty("value").GetDouble().ShouldBeLessThan(size.GetProperty("threshold").GetDouble());
        size.GetProperty("passed").GetBoolean().ShouldBeFalse();
        small.GetProperty("reason").GetString()!.ShouldContain("pixels");
    }

    [Fact]
    public void Run_OnSamplePerson_WritesAReportThatNeedsNothingElse()
    {
        fixture.Sample.Photos.ShouldNotBeEmpty();

        string html = File.ReadAllText(fixture.SampleOptions.ReportPath!);

        html.ShouldContain("70 of 90 photos accepted");
        html.ShouldContain("photo_070.jpg");
        html.ShouldNotContain("://");
        html.Split("data:image/jpeg;base64,").Length.ShouldBe(90, "every readable photo has a picture");
    }

    [Fact]
    public void Run_OnSamplePerson_MeasuresWhatTheSetCovers()
    {
        Coverage coverage = fixture.Sample.Coverage;

        coverage.Count.ShouldBe(70);
        coverage.Cells.Sum(c => c.Count).ShouldBe(70);
        Spread yaw = coverage.Spreads.Single(s => s.Name == "yaw");
        yaw.Least.ShouldBeLessThan(-10);
        yaw.Most.ShouldBeGreaterThan(8);
        coverage.Spreads.Single(s => s.Name == "smile").Deviation.ShouldBeGreaterThan(0.2);
        coverage.Missing.ShouldContain(m => m.Contains("looking up", StringComparison.Ordinal));
        coverage.AddLeast.Count.ShouldBe(10);
        coverage.MeanDistance.ShouldBeNull();
    }

    [Fact]
    public void Run_Again_ComputesNothingAndDecidesTheSame()
    {
        CurationReport first = fixture.Sample;
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(fixture.SampleOptions.OutputFolder, "aligned", "photo_001.png"));

        CurationReport again = fixture.Run(fixture.SampleOptions);

        again.Reused.ShouldBe(90);
        again.StageSeconds["decode"].ShouldBe(0);
        again.Photos.Select(p => (p.File, p.Verdict, p.Split)).ShouldBe(first.Photos.Select(p => (p.File, p.Verdict, p.Split)));
        File.GetLastWriteTimeUtc(Path.Combine(fixture.SampleOptions.OutputFolder, "aligned", "photo_001.png")).ShouldBe(written);
    }

    [Fact]
    public void Run_WithLiveThreshold_RegroupsWithoutComputing()
    {
        fixture.Sample.Count(Verdict.Duplicate).ShouldBe(6);

        CurationOptions loose = fixture.SampleOptions with { Thresholds = new CurationThresholds { Duplicate = 0.97, DuplicatePatch = 0.97 } };
        CurationReport report = fixture.Run(loose with { ReportPath = null });

        report.Reused.ShouldBe(90);
        report.Count(Verdict.Duplicate).ShouldBeGreaterThan(10);
        report.Duplicates.Sum(g => g.Count - 1).ShouldBe(report.Count(Verdict.Duplicate));
        fixture.Run(fixture.SampleOptions).Count(Verdict.Duplicate).ShouldBe(6);
    }
}
