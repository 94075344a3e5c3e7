using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.Encoder;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks;

public class WEncoderTests : TensorTest
{
    [Fact]
    public void DemoEncoder_AgainstReference_GivesItsCodesAndReconstructions()
    {
        WeightFile golden = Safetensors.Read(Golden.File("golden_demo_encoder.safetensors"));
        WeightFile file = Safetensors.Read(Repository.Asset("models", "demo-faces-128-encoder.safetensors"));
        WEncoder encoder = WEncoder.Create(file.Tensors, file.Tensors["latent_avg"], 128, CPU);

        var w = encoder.Forward(golden.Tensors["images"].ToTensor(CPU));
        TensorAssert.MaxDifference(w, golden.Tensors["w"].ToTensor(CPU)).ShouldBeLessThan(1e-4);

        using var generator = new StyleGenerator(
            GeneratorWeights.From(Safetensors.Read(Repository.Asset("models", "demo-faces-128.safetensors"))), CPU);
        using IDisposable noGrad = no_grad();
        var image = generator.Synthesis.Forward(generator.Broadcast(w));
        TensorAssert.MaxDifference(image, golden.Tensors["reconstruction"].ToTensor(CPU)).ShouldBeLessThan(1e-3);
    }
}
