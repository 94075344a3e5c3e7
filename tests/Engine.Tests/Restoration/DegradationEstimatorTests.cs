using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Restoration;

/// <summary>The tolerances that <see cref="DegradationEstimator"/> states, on photos that nothing was tuned to.</summary>
public sealed class DegradationEstimatorTests
{
    private static readonly Lazy<RgbImage[]> Photos = new(() => [.. Enumerable.Range(1, 8)
        .Select(i => Resampler.Resize(Warp.Crop(ImageFile.Read(Repository.Asset("sample-person", "test", $"test_00{i}.jpg")), 12, 12, 200, 200), 128, 128))]);

    public static TheoryData<string, string, double> Known => new()
    {
        { "blur:1", "blur", 0.35 },
        { "blur:2", "blur", 0.35 },
        { "blur:4", "blur", 0.35 },
        { "haze:0.4:0.8,blur:2", "haze:0.4:0.8,blur", 0.35 },
        { "noise:5", "noise", 1 },
        { "noise:12", "noise", 1.2 },
        { "noise:25", "noise", 2.5 },
        { "blur:3,gray,noise:12", "blur:3,gray,noise", 1.2 },
        { "jpeg:10", "jpeg", 2 },
        { "jpeg:30", "jpeg", 2 },
        { "jpeg:75", "jpeg", 2 },
        { "blur:2,gray,noise:6,jpeg:50", "blur:2,gray,noise:6,jpeg", 2 },
        { "haze:0.3:0.8", "haze", 0.12 },
        { "haze:0.5:0.9", "haze", 0.12 },
        { "haze:0.5:0.9", "haze::0.9", 0.05 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Estimate_OfAKnownStrength_ComesWithinTheStatedTolerance(string done, string said, double tolerance)
    {
        DegradationSpec truth = DegradationSpec.Parse(done), open = DegradationSpec.Parse(said);
        DegradationKind kind = open.Steps.Single(step => step.IsOpen).Kind;
        foreach (RgbImage photo in Photos.Value)
        {
            DegradationEstimate estimate = DegradationEstimator.Estimate(truth.Apply(photo), open);
            estimate.Spec.IsOpen.ShouldBeFalse();
            estimate.Remarks.Count.ShouldBe(1);
            estimate.Spec.Find(kind)!.Strength!.Value.ShouldBe(truth.Find(kind)!.Strength!.Value, tolerance);
            foreach (DegradationStep given in open.Steps.Where(step => !step.IsOpen))
            {
                estimate.Spec.Find(given.Kind).ShouldBe(given, "what was said is kept");
            }
        }
    }

    [Fact]
    public void Estimate_OfAStrongerDegradation_IsLarger()
    {
        foreach ((string name, double[] strengths) in ((string, double[])[])[("blur", [1, 2, 3, 4, 6]), ("noise", [3, 8, 15, 30, 60])])
        {
            DegradationKind kind = DegradationSpec.Parse(name).Steps[0].Kind;
            double[] found = [.. strengths.Select(strength => DegradationEstimator.Estimate(
                new DegradationSpec([new DegradationStep(kind, strength)]).Apply(Photos.Value[3]), DegradationSpec.Parse(name)).Spec.Steps[0].Strength!.Value)];
            found.ShouldBeInOrder(SortDirection.Ascending);
        }
    }

    [Fact]
    public void Estimate_OfACleanPhoto_LeavesEverythingOut_AndSaysSo()
    {
        foreach (RgbImage photo in Photos.Value)
        {
            DegradationEstimate estimate = DegradationEstimator.Estimate(photo, DegradationSpec.Parse("blur,noise,jpeg"));
            estimate.Spec.ShouldBe(DegradationSpec.None);
            estimate.Remarks.Count.ShouldBe(3);
            estimate.Remarks.ShouldAllBe(remark => remark.Contains("left out"));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("gray", "Grayscale")]
    [InlineData("blur:2", "Blur")]
    [InlineData("noise:12", "Noise")]
    [InlineData("jpeg:30", "Jpeg")]
    [InlineData("haze:0.5:0.9", "Haze")]
    [InlineData("blur:2,gray,noise:4", "Blur,Grayscale,Noise")]
    [InlineData("gray,jpeg:40", "Grayscale,Jpeg")]
    public void Detect_NamesWhatHappened(string done, string found)
    {
        foreach (RgbImage photo in Photos.Value)
        {
            string.Join(',', DegradationEstimator.Detect(DegradationSpec.Parse(done).Apply(photo)).Steps.Select(step => step.Kind)).ShouldBe(found);
        }
    }

    [Fact]
    public void Detect_OfATonedPhoto_CallsItGrey()
    {
        RgbImage sepia = DegradationSpec.Parse("gray").Apply(Photos.Value[0]);
        for (int i = 0; i < sepia.Pixels.Length; i += 3)
        {
            sepia.Pixels[i + 2] = (byte)(0.7 * sepia.Pixels[i + 2]);
        }

        DegradationEstimator.IsGrey(sepia).ShouldBeTrue();
        DegradationEstimator.IsGrey(Photos.Value[0]).ShouldBeFalse();
    }
}
