using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks;

public class FrameRendererTests : TensorTest
{
    [Fact]
    public void Render_AfterAnyRowChanged_EqualsTheFullPath()
    {
        using StyleGenerator generator = Demo();
        using var renderer = new FrameRenderer(generator);
        RowMatrix code = Random(generator, 1);
        renderer.Render(code).Pixels.ShouldBe(Full(generator, code));
        foreach (int row in (int[])[11, 7, 8, 1, 0, 10, 3])
        {
            code = code.Clone();
            Random(generator, row + 2).Row(row).CopyTo(code.Row(row));
            renderer.Render(code).Pixels.ShouldBe(Full(generator, code), $"row {row}");
        }
    }

    [Fact]
    public void Render_AsRepeatedWork_EqualsTheFullPath_AtEverySide()
    {
        // What a GPU does, without its recording.
        using StyleGenerator generator = Demo();
        using var renderer = new FrameRenderer(generator, repeats: true);
        foreach (int seed in (int[])[1, 2, 3, 4, 5])
        {
            RowMatrix code = Random(generator, seed);
            renderer.Render(code).Pixels.ShouldBe(Full(generator, code));
            using var traced = new FrameRenderer(generator, repeats: false);
            renderer.Render(code, 64).Pixels.ShouldBe(traced.Render(code, 64).Pixels);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Render_IntoAnotherPicture_OverwritesItIfItFits(bool repeats)
    {
        using StyleGenerator generator = Demo();
        using var renderer = new FrameRenderer(generator, repeats);
        RowMatrix code = Random(generator, 1);
        RgbImage first = renderer.Render(code);
        code = Random(generator, 2);
        renderer.Render(code, into: first).ShouldBeSameAs(first);
        first.Pixels.ShouldBe(Full(generator, code));
        renderer.Render(code, into: new RgbImage(64, 64)).Width.ShouldBe(128);
    }

    [Fact]
    public void Render_TheSameCodeMovedInPlace_IsNoticed()
    {
        using StyleGenerator generator = Demo();
        using var renderer = new FrameRenderer(generator);
        RowMatrix code = Random(generator, 1);
        byte[] before = renderer.Render(code).Pixels;
        renderer.Render(code).Pixels.ShouldBe(before);
        Random(generator, 2).Row(5).CopyTo(code.Row(5));
        byte[] after = renderer.Render(code).Pixels;
        after.ShouldNotBe(before);
        after.ShouldBe(Full(generator, code));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(100, 64)]
    [InlineData(500, 128)]
    public void Render_ToASmallerSide_EndsAtAResolutionOfTheNetwork_AndTheNextFrameIsWhole(int most, int expected)
    {
        using StyleGenerator generator = Demo();
        using var renderer = new FrameRenderer(generator);
        RowMatrix code = Random(generator, 1);
        RgbImage preview = renderer.Render(code, most);
        (preview.Width, preview.Height).ShouldBe((expected, expected));
        renderer.Render(code).Pixels.ShouldBe(Full(generator, code));
    }

    [Fact]
    public void Render_OfNoCode_IsRefused_AndTheNextFrameIsRight()
    {
        using StyleGenerator generator = Demo();
        using var renderer = new FrameRenderer(generator);
        RowMatrix code = Random(generator, 1);
        renderer.Render(code);
        Should.Throw<ArgumentException>(() => renderer.Render(new RowMatrix(3, 512)));
        Should.Throw<ArgumentOutOfRangeException>(() => renderer.Render(code, 3));
        renderer.Render(code).Pixels.ShouldBe(Full(generator, code));
    }

    [Fact]
    public void Render_ManyFrames_LeavesNoTensorBehind()
    {
        using StyleGenerator generator = Tiny();
        long before = Tensor.TotalCount;
        using (var renderer = new FrameRenderer(generator))
        {
            RowMatrix code = Random(generator, 1);
            long after10 = 0;
            for (int i = 0; i < 200; i++)
            {
                code.Row(i % code.Rows)[0] += 0.1;
                renderer.Render(code, i % 3 == 0 ? 16 : null);
                if (i == 10)
                {
                    after10 = Tensor.TotalCount;
                }
            }

            Tensor.TotalCount.ShouldBeLessThanOrEqualTo(after10);
        }

        // Freezing keeps one tensor a convolution, with the generator.
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before + generator.Architecture.LayerCount - 1);
    }

    private static StyleGenerator Demo() => Load(Repository.Asset("models", "demo-faces-128.safetensors"));

    private static StyleGenerator Tiny() => Load(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors"));

    private static StyleGenerator Load(string path) => new(GeneratorWeights.From(Safetensors.Read(path)), CPU);

    private static RowMatrix Random(StyleGenerator generator, int seed)
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        Tensor w = generator.Mapping!.Forward(randn(generator.Architecture.LayerCount, generator.Architecture.ZDim, generator: new Generator((ulong)seed)));
        return Codes.ToMatrix(w);
    }

    private static byte[] Full(StyleGenerator generator, RowMatrix code)
    {
        using var scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        return ImageTensors.ToImages(generator.Synthesis.Forward(Codes.ToTensor(code, CPU).unsqueeze(0)))[0].Pixels;
    }
}
