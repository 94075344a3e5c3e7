using System.Text.Json;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using SkiaSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks;

public class PerceptualNetworkTests : TensorTest
{
    public static TheoryData<string, string> Cases => new()
    {
        { "alex", "p0" },
        { "alex", "p1" },
        { "squeeze", "p0" },
        { "squeeze", "p1" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lpips_AgainstReference_GivesItsDistancesAndGradients(string backbone, string other)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Golden.File("lpips_ex.json")));
        JsonElement expected = golden.RootElement.GetProperty($"{backbone}_{other}");
        PerceptualNetwork lpips = PerceptualNetwork.Load(
            Safetensors.Read(Golden.Shared("models", $"lpips_{backbone}_v0.1.safetensors")), CPU);
        lpips.Backbone.ShouldBe(backbone);

        Tensor image = Picture($"ex_{other}.png").requires_grad_();
        using PerceptualFeatures target = lpips.Encode(Picture("ex_ref.png"));
        IReadOnlyList<Tensor> taps = PerceptualNetwork.TapDistances(lpips.Encode(image), target);
        double[] layers = [.. expected.GetProperty("layers").EnumerateArray().Select(layer => layer.GetDouble())];
        taps.Count.ShouldBe(layers.Length);
        for (int i = 0; i < layers.Length; i++)
        {
            taps[i].item<float>().ShouldBe((float)layers[i], 1e-5f);
        }

        Tensor distance = lpips.Distance(image, target);
        distance.item<float>().ShouldBe(expected.GetProperty("total").GetSingle(), 1e-5f);

        distance.sum().backward();
        Tensor gradient = image.grad!;
        gradient.norm().item<float>().ShouldBe(expected.GetProperty("grad_l2").GetSingle(), 1e-4f);
        float[] first = [.. expected.GetProperty("grad_first4").EnumerateArray().Select(value => value.GetSingle())];
        float[] actual = gradient.flatten().narrow(0, 0, 4).data<float>().ToArray();
        for (int i = 0; i < first.Length; i++)
        {
            actual[i].ShouldBe(first[i], 1e-6f);
        }
    }

    [Fact]
    public void Distance_OfBlackPictures_HasFiniteGradients()
    {
        PerceptualNetwork network = Bundled();
        Tensor image = full([1, 3, 64, 64], -1f).requires_grad_();
        network.Distance(image, network.Encode(full([1, 3, 64, 64], 0.5f))).sum().backward();
        image.grad!.isfinite().all().item<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Distance_ToItself_IsZero_AndOneTargetServesABatch()
    {
        PerceptualNetwork network = Bundled();
        Tensor images = rand(3, 3, 64, 64) * 2 - 1;
        network.Distance(images, network.Encode(images)).abs().max().item<float>().ShouldBe(0);
        network.Distance(images, network.Encode(images.narrow(0, 0, 1))).shape.ShouldBe([3]);
    }

    private static PerceptualNetwork Bundled() =>
        PerceptualNetwork.Load(Safetensors.Read(Repository.Asset("models", "perceptual_narrow.safetensors")), CPU);

    private static Tensor Picture(string name)
    {
        using SKBitmap bitmap = SKBitmap.Decode(Golden.File(name));
        var values = new float[3 * bitmap.Width * bitmap.Height];
        for (int y = 0, i = 0; y < bitmap.Height; y++)
        {
            for (int x = 0; x < bitmap.Width; x++, i++)
            {
                SKColor color = bitmap.GetPixel(x, y);
                int plane = bitmap.Width * bitmap.Height;
                values[i] = color.Red / 127.5f - 1;
                values[plane + i] = color.Green / 127.5f - 1;
                values[(2 * plane) + i] = color.Blue / 127.5f - 1;
            }
        }

        return tensor(values, [1, 3, bitmap.Height, bitmap.Width]);
    }
}
