using CsCheck;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Projection;

public sealed class DegradationTests : TensorTest
{
    /// <summary>A photo whose sides are no multiple of eight.</summary>
    private static RgbImage Photo => Warp.Crop(ImageFile.Read(Repository.Asset("sample-person", "test", "test_001.jpg")), 40, 30, 131, 116);

    [Theory]
    [InlineData("haze:0.4:0.8")]
    [InlineData("blur:2.3")]
    [InlineData("blur:14")]
    [InlineData("gray")]
    [InlineData("haze:0.3:1,blur:1,gray")]
    public void Operator_OfADescription_DoesWhatItDoesToPixels(string text)
    {
        DegradationSpec spec = DegradationSpec.Parse(text);
        using ComposedDegradation operators = Create(spec);
        RgbImage pixels = spec.Apply(Photo), tensors = ImageTensors.ToImages(operators.Apply(Photo.ToTensor(CPU)))[0];
        Differences(pixels, tensors).Max().ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(75)]
    [InlineData(95)]
    public void Jpeg_Forward_IsWhatTheFileHolds(int quality)
    {
        using var jpeg = new JpegDegradation(quality);
        RgbImage file = new DegradationSpec([new DegradationStep(DegradationKind.Jpeg, quality)]).Apply(Photo);
        double ours = Differences(file, ImageTensors.ToImages(jpeg.Apply(Photo.ToTensor(CPU)))[0]).Average();
        ours.ShouldBeLessThan(1.2);
        if (quality < 90)
        {
            ours.ShouldBeLessThan(0.4 * Differences(file, Photo).Average(), "or it would say less than doing nothing");
        }
    }

    [Fact]
    public void Jpeg_ComparedWithItsOwnOutput_HasNoGradient_AndWithAnotherItHas()
    {
        using var jpeg = new JpegDegradation(30);
        Tensor same = Gradient(jpeg, jpeg.Apply(Photo.ToTensor(CPU)));
        Tensor other = Gradient(jpeg, Photo.ToTensor(CPU));
        same.abs().max().item<float>().ShouldBe(0);
        other.abs().max().item<float>().ShouldBeGreaterThan(0);

        static Tensor Gradient(IDegradation degradation, Tensor target)
        {
            Tensor rendering = Photo.ToTensor(CPU).requires_grad_();
            (degradation.Apply(rendering) - target.detach()).square().mean().backward();
            return rendering.grad!;
        }
    }

    [Fact]
    public void LinearOperators_Gradients_AreTheDifferencesTheyCause() => Gen.Select(Gen.Double[0.3, 5], Gen.Double[0.1, 0.9], Gen.Int[6, 24], Gen.Int[6, 24], Gen.Int[0, 99])
        .Sample((sigma, haze, height, width, seed) =>
        {
            using DisposeScope scope = NewDisposeScope();
            using var degradation = new ComposedDegradation(
                new HazeDegradation(1 - haze, 0.7), new BlurDegradation(sigma), new GrayscaleDegradation(), new AreaDegradation(3, 3), new NoiseDegradation(10));
            manual_seed(seed);
            Tensor x = rand(2, 3, height, width).requires_grad_(), direction = rand(2, 3, height, width), weights = rand(2, 3, 3, 3);
            (degradation.Apply(x) * weights).sum().backward();
            double slope = (x.grad! * direction).sum().item<float>();
            double change = ((degradation.Apply(x + direction) - degradation.Apply(x)) * weights).sum().item<float>();
            slope.ShouldBe(change, 1e-3 * Math.Max(1, Math.Abs(change)));
        }, iter: 30, threads: 1);

    [Fact]
    public void Noise_OnAverage_ChangesNothing_AndKeepsItsSample()
    {
        using var noise = new NoiseDegradation(20);
        Tensor image = zeros(1, 3, 64, 64), once = noise.Apply(image);
        (once.std().item<float>() * 127.5).ShouldBe(20, 1);
        (once.mean().item<float>() * 127.5).ShouldBe(0, 1);
        once.equal(noise.Apply(image)).all().item<bool>().ShouldBeTrue();
        using var grey = new NoiseDegradation(20, grey: true);
        Tensor grain = grey.Apply(image);
        grain[0, 0].equal(grain[0, 2]).all().item<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Batch_OfPictures_IsEachOnItsOwn()
    {
        using ComposedDegradation degradation = Create(DegradationSpec.Parse("haze:0.2:0.9,blur:1.5,gray,noise:8,jpeg:40"));
        Tensor one = Photo.ToTensor(CPU), two = one.flip(3);
        Tensor together = degradation.Apply(cat([one, two], 0)), apart = cat([degradation.Apply(one), degradation.Apply(two)], 0);
        (together - apart).abs().max().item<float>().ShouldBeLessThan(1e-3f);
    }

    [Fact]
    public void Observe_TakesOutWhatTheDegradationWouldHave()
    {
        using var keep = new MaskDegradation(cat([ones(1, 1, 116, 60), zeros(1, 1, 116, 71)], 3));
        using var degradation = new ComposedDegradation(new GrayscaleDegradation(), keep);
        Tensor seen = degradation.Observe(Photo.ToTensor(CPU));
        seen.equal(degradation.Apply(Photo.ToTensor(CPU))).all().item<bool>().ShouldBeTrue();
        seen.narrow(3, 60, 71).abs().max().item<float>().ShouldBe(0);
    }

    [Fact]
    public void Create_ForASmallerPicture_ReducesAfterTheBlur_AndScalesIt()
    {
        DegradationSpec spec = DegradationSpec.Parse("jpeg:50,blur:1,haze:0.2:1");
        using ComposedDegradation operators = Degradations.Create(spec, 128, 32, 32, ones(1, 1, 32, 32).DetachFromDisposeScope());
        operators.Steps.Select(step => step.GetType().Name).ShouldBe(
            ["HazeDegradation", "BlurDegradation", "AreaDegradation", "JpegDegradation", "MaskDegradation"]);
        operators.Apply(rand(2, 3, 128, 128)).shape.ShouldBe([2, 3, 32, 32]);
        Should.Throw<EngineException>(() => Degradations.Create(DegradationSpec.Parse("blur"), 128, 128, 128)).Message.ShouldContain("blur");
    }

    [Fact]
    public void Operators_UsedAndDisposed_LeaveNoTensor()
    {
        Once();
        long before = Tensor.TotalCount;
        Once();
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);

        static void Once()
        {
            using DisposeScope scope = NewDisposeScope();
            using ComposedDegradation all = Create(DegradationSpec.Parse("haze:0.2:0.9,blur:1.5,gray,noise:8,jpeg:40"));
            using (NewDisposeScope())
            {
                all.Apply(rand(1, 3, 16, 24));
            }

            all.Apply(rand(1, 3, 24, 16));
        }
    }

    private static ComposedDegradation Create(DegradationSpec spec) => Degradations.Create(spec, 131, 131, 131);

    private static int[] Differences(RgbImage a, RgbImage b) => [.. a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y))];
}
