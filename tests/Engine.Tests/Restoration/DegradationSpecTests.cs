using System.Text.Json;
using CsCheck;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Tests.Restoration;

public sealed class DegradationSpecTests
{
    private static readonly Gen<DegradationSpec> Specs = Gen.Select(
        Gen.Double[0.01, 0.95].Nullable(), Gen.Double[0, 1].Nullable(), Gen.Double[0.1, 50].Nullable(), Gen.Double[0.1, 100].Nullable(), Gen.Int[1, 100].Nullable(), Gen.Int[0, 31])
        .Select((haze, light, blur, noise, jpeg, present) => new DegradationSpec(
        [
            .. new DegradationStep[]
            {
                new(DegradationKind.Jpeg, jpeg), new(DegradationKind.Noise, noise), new(DegradationKind.Grayscale),
                new(DegradationKind.Haze, haze, light), new(DegradationKind.Blur, blur),
            }.Where((_, i) => (present & (1 << i)) != 0),
        ]));

    [Fact]
    public void Text_AndJson_GoThereAndBack() => Specs.Sample(spec =>
    {
        DegradationSpec.Parse(spec.ToString()).ShouldBe(spec);
        JsonSerializer.Deserialize<DegradationSpec>(JsonSerializer.Serialize(spec)).ShouldBe(spec);
        var web = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        JsonSerializer.Deserialize<DegradationSpec>(JsonSerializer.Serialize(spec, web), web).ShouldBe(spec);
        spec.Steps.Select(step => step.Kind).ShouldBeInOrder();
    });

    [Fact]
    public void Parse_InAnyOrder_IsTheSameDescription()
    {
        DegradationSpec spec = DegradationSpec.Parse(" jpeg:30, grey, BLUR:2 ,noise");
        spec.ShouldBe(DegradationSpec.Parse("blur:2,gray,noise,jpeg:30"));
        spec.GetHashCode().ShouldBe(DegradationSpec.Parse("blur:2,gray,noise,jpeg:30").GetHashCode());
        spec.ToString().ShouldBe("blur:2,gray,noise,jpeg:30");
        spec.IsOpen.ShouldBeTrue();
        spec.With(new DegradationStep(DegradationKind.Noise, 4)).IsOpen.ShouldBeFalse();
        spec.Without(DegradationKind.Noise).IsOpen.ShouldBeFalse();
        DegradationSpec.Parse("").ShouldBe(DegradationSpec.None);
        DegradationSpec.Parse("haze::0.9").Steps[0].ShouldBe(new DegradationStep(DegradationKind.Haze, null, 0.9));
    }

    [Theory]
    [InlineData("fog", "no degradation")]
    [InlineData("blur:much", "no number")]
    [InlineData("blur:NaN", "no number")]
    [InlineData("blur:0", "0.1 to 50")]
    [InlineData("jpeg:101", "1 to 100")]
    [InlineData("gray:2", "no strength")]
    [InlineData("noise:2:1", "haze only")]
    [InlineData("haze:0.5:2", "0 to 1")]
    [InlineData("blur:1,blur:2", "twice")]
    [InlineData("blur:1:2:3", "no degradation")]
    public void Parse_OfWhatIsNone_SaysWhy(string text, string why) =>
        Should.Throw<EngineException>(() => DegradationSpec.Parse(text)).Message.ShouldContain(why);

    [Fact]
    public void Apply_WithAnUnknownStrength_SaysWhich() =>
        Should.Throw<EngineException>(() => DegradationSpec.Parse("gray,noise").Apply(new RgbImage(8, 8))).Message.ShouldContain("noise");

    [Fact]
    public void Apply_TheSameSeed_GivesTheSamePicture_AndLeavesThePhotoAlone()
    {
        RgbImage photo = Pictures.Make(40, 30, (x, y, c) => 60 + (2 * x) + y + (10 * c));
        byte[] before = (byte[])photo.Pixels.Clone();
        DegradationSpec spec = DegradationSpec.Parse("haze:0.3:0.9,blur:1,noise:9,jpeg:60");
        RgbImage degraded = spec.Apply(photo, 5);
        degraded.Pixels.ShouldBe(spec.Apply(photo, 5).Pixels);
        degraded.Pixels.ShouldNotBe(spec.Apply(photo, 6).Pixels);
        (degraded.Width, degraded.Height).ShouldBe((40, 30));
        photo.Pixels.ShouldBe(before);
    }

    [Fact]
    public void Apply_ToAGreyPhoto_KeepsItsGrainGrey()
    {
        RgbImage degraded = DegradationSpec.Parse("gray,noise:20").Apply(Pictures.Make(16, 16, (x, y, c) => 100 + (10 * c)));
        for (int i = 0; i < degraded.Pixels.Length; i += 3)
        {
            degraded.Pixels[i + 1].ShouldBe(degraded.Pixels[i]);
            degraded.Pixels[i + 2].ShouldBe(degraded.Pixels[i]);
        }

        degraded.Pixels.Distinct().Count().ShouldBeGreaterThan(20);
    }
}
