using MyStyle.Engine.Networks;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Networks;

public class GeneratorTests : TensorTest
{
    [Fact]
    public void DemoPrior_AgainstReference_GivesItsCodesAndPictures()
    {
        WeightFile golden = Safetensors.Read(Golden.File("golden_demo_prior.safetensors"));
        using StyleGenerator generator = Load(Repository.Asset("models", "demo-faces-128.safetensors"));
        using IDisposable noGrad = no_grad();

        Tensor w = generator.Mapping!.Forward(golden.Tensors["z"].ToTensor(CPU));
        TensorAssert.MaxDifference(w, golden.Tensors["w"].ToTensor(CPU)).ShouldBeLessThan(1e-4);

        Tensor image = generator.Synthesis.Forward(generator.Broadcast(golden.Tensors["w"].ToTensor(CPU)));
        TensorAssert.MaxDifference(image, golden.Tensors["image"].ToTensor(CPU)).ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void TinyGenerator_AgainstReference_GivesItsCodesPicturesAndGradients()
    {
        WeightFile golden = Safetensors.Read(Golden.File("tiny_sg2_r64_io.safetensors"));
        using StyleGenerator generator = Load(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors"));
        Tensor Expected(string name) => golden.Tensors[name].ToTensor(CPU);

        using (no_grad())
        {
            Tensor w = generator.Mapping!.Forward(Expected("z"));
            TensorAssert.MaxDifference(w, Expected("w")).ShouldBeLessThan(1e-5);
            TensorAssert.MaxDifference(generator.Truncate(w, 0.7), Expected("w_trunc07")).ShouldBeLessThan(1e-5);
            Tensor ws = generator.Broadcast(Expected("w"));
            TensorAssert.MaxDifference(generator.Synthesis.Forward(ws), Expected("img_w_const")).ShouldBeLessThan(1e-4);
            TensorAssert.MaxDifference(generator.Synthesis.Forward(ws, NoiseMode.None), Expected("img_w_none")).ShouldBeLessThan(1e-4);
        }

        Tensor wPlus = Expected("wplus").requires_grad_();
        Tensor image = generator.Synthesis.Forward(wPlus);
        image.square().mean().backward();
        TensorAssert.MaxDifference(image, Expected("img_wplus_const")).ShouldBeLessThan(1e-4);
        TensorAssert.RelativeDifference(wPlus.grad!, Expected("grad_wplus_of_mean_square")).ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void Forward_Batched_EqualsOneByOne()
    {
        using StyleGenerator generator = Load(Repository.Asset("models", "demo-faces-128.safetensors"));
        using IDisposable noGrad = no_grad();
        Tensor ws = generator.Broadcast(generator.Mapping!.Forward(randn(3, 512)));
        Tensor batch = generator.Synthesis.Forward(ws);
        for (int i = 0; i < 3; i++)
        {
            TensorAssert.MaxDifference(batch[i].unsqueeze(0), generator.Synthesis.Forward(ws.narrow(0, i, 1))).ShouldBeLessThan(1e-4);
        }
    }

    [Fact]
    public void Freeze_ChangesNothingButSpeed()
    {
        using StyleGenerator generator = Load(Repository.Asset("models", "demo-faces-128.safetensors"));
        using IDisposable noGrad = no_grad();
        Tensor ws = generator.Broadcast(generator.MeanW!.unsqueeze(0));
        Tensor before = generator.Synthesis.Forward(ws);
        generator.Synthesis.Freeze();
        TensorAssert.MaxDifference(generator.Synthesis.Forward(ws), before).ShouldBe(0);
    }

    [Fact]
    public void RandomNoise_Differs_FromCallToCall()
    {
        using StyleGenerator generator = Load(Repository.Asset("models", "demo-faces-128.safetensors"));
        using IDisposable noGrad = no_grad();
        Tensor ws = generator.Broadcast(generator.MeanW!.unsqueeze(0));
        Tensor first = generator.Synthesis.Forward(ws, NoiseMode.Random);
        TensorAssert.MaxDifference(generator.Synthesis.Forward(ws, NoiseMode.Random), first).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void ToWeights_AfterLoading_ReturnsTheValues()
    {
        GeneratorWeights weights = GeneratorWeights.From(Safetensors.Read(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors")));
        using var generator = new StyleGenerator(weights, CPU);
        GeneratorWeights back = generator.ToWeights();
        back.Tensors.Keys.ShouldBe(weights.Tensors.Keys);
        foreach ((string name, StoredTensor stored) in weights.Tensors)
        {
            back.Tensors[name].ToFloats().ShouldBe(stored.ToFloats(), name);
        }
    }

    private static StyleGenerator Load(string path) => new(GeneratorWeights.From(Safetensors.Read(path)), CPU);
}
