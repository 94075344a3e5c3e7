using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

public class GeneratorWeightsTests
{
    private static readonly string DemoPrior = Repository.Asset("models", "demo-faces-128.safetensors");

    [Fact]
    public void DemoPrior_IsRosinalityInHalfPrecision_IsInferredFromShapes()
    {
        GeneratorArchitecture architecture = GeneratorWeights.From(Safetensors.Read(DemoPrior)).Architecture;

        architecture.ShouldBe(new GeneratorArchitecture(128, 512, 512, 8, [384, 384, 384, 256, 128, 64], null, true, true));
        architecture.LayerCount.ShouldBe(12);
        architecture.BlockResolutions.ShouldBe([4, 8, 16, 32, 64, 128]);
        architecture.ChannelsAt(64).ShouldBe(128);
    }

    [Fact]
    public void DemoPrior_ToRosinality_IsTheFileAgain()
    {
        WeightFile file = Safetensors.Read(DemoPrior);

        GeneratorWeights.From(file).ToRosinality().Tensors.ShouldEqual(file.Tensors);
    }

    [Fact]
    public void DemoPrior_ThroughNvidia_IsTheFileAgain()
    {
        WeightFile file = Safetensors.Read(DemoPrior);

        GeneratorWeights.From(GeneratorWeights.From(file).ToNvidia()).ToRosinality().Tensors.ShouldEqual(file.Tensors);
    }

    [Fact]
    public void NvidiaFixture_ToNvidia_IsTheFileAgain()
    {
        WeightFile file = Safetensors.Read(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors"));

        GeneratorWeights generator = GeneratorWeights.From(file);

        generator.Architecture.ShouldBe(new GeneratorArchitecture(64, 32, 32, 8, [32, 32, 32, 32, 32], null, true, true));
        generator.ToNvidia().Tensors.ShouldEqual(file.Tensors);
        GeneratorWeights.From(generator.ToRosinality()).ToNvidia().Tensors.ShouldEqual(file.Tensors);
    }

    [Fact]
    public void TunedFixture_SynthesisOnlyBelowAPrefix_HasNoMapping()
    {
        GeneratorWeights generator = GeneratorWeights.From(Safetensors.Read(Golden.File("mystyle_tiny_tensors.safetensors")));

        generator.Architecture.MappingLayers.ShouldBe(0);
        generator.Architecture.ZDim.ShouldBe(0);
        generator.Tensors.Keys.ShouldContain("synthesis.b64.conv1.noise_const");
    }

    [Fact]
    public void GEmaAndG_BothPresent_TakesTheAverage()
    {
        WeightFile tiny = TinyGenerator.Rosinality();
        var tensors = new Dictionary<string, StoredTensor>();
        foreach ((string name, StoredTensor tensor) in tiny.Tensors)
        {
            tensors["g." + name] = tensor with { Data = new byte[tensor.ByteLength] };
            tensors["g_ema." + name] = tensor;
        }

        GeneratorWeights generator = Without("g.latent_avg").Without("g_ema.latent_avg").With("latent_avg", tiny.Tensors["latent_avg"]).Read();

        generator.ToRosinality().Tensors.ShouldEqual(tiny.Tensors);

        Edited Without(string name) => new Edited(tensors).Without(name);
    }

    [Fact]
    public void PspLatentAverage_EqualRows_BecomesOneRow()
    {
        WeightFile tiny = TinyGenerator.Rosinality();
        float[] row = tiny.Tensors["latent_avg"].ToFloats();
        StoredTensor rows = StoredTensor.FromFloats([.. row, .. row, .. row], 3, row.Length);

        new Edited(tiny.Tensors).With("latent_avg", rows).Read().WAvg!.ShouldEqual(tiny.Tensors["latent_avg"], "w_avg");
    }

    [Fact]
    public void NoNoiseAnywhere_IsAGeneratorWithoutNoise()
    {
        WeightFile tiny = TinyGenerator.Rosinality();
        var tensors = tiny.Tensors.Where(item => !item.Key.Contains("noise", StringComparison.Ordinal)).ToDictionary();

        GeneratorWeights generator = GeneratorWeights.From(new WeightFile(tensors, tiny.Metadata));

        generator.Architecture.HasNoise.ShouldBeFalse();
        generator.ToRosinality().Tensors.ShouldEqual(tensors);
    }

    [Fact]
    public void ConvClamp_InMetadata_SurvivesTheRoundTrip()
    {
        WeightFile tiny = TinyGenerator.Rosinality() with { Metadata = new Dictionary<string, string> { ["conv_clamp"] = "256" } };

        GeneratorWeights generator = GeneratorWeights.From(tiny);

        generator.Architecture.ConvClamp.ShouldBe(256);
        GeneratorWeights.From(generator.ToNvidia()).Architecture.ConvClamp.ShouldBe(256);
    }

    [Fact]
    public void ConvClampPerLayer_AllAlike_IsTaken()
    {
        var metadata = new Dictionary<string, string> { ["synthesis.b4.conv1.conv_clamp"] = "256", ["synthesis.b8.conv0.conv_clamp"] = "256" };
        WeightFile nvidia = GeneratorWeights.From(TinyGenerator.Rosinality()).ToNvidia() with { Metadata = metadata };

        GeneratorWeights.From(nvidia).Architecture.ConvClamp.ShouldBe(256);
    }

    [Theory]
    [InlineData("mapping.embed.weight", "conditioned on labels")]
    [InlineData("synthesis.b8.skip.weight", "'resnet' architecture")]
    public void UnsupportedArchitecture_IsNamed(string extra, string message)
    {
        WeightFile nvidia = GeneratorWeights.From(TinyGenerator.Rosinality()).ToNvidia();

        Should.Throw<EngineException>(() => new Edited(nvidia.Tensors).With(extra, StoredTensor.FromFloats([1], 1)).Read())
            .Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("convs.0.conv.weight", "synthesis.b8.conv0.weight")]
    [InlineData("conv1.conv.modulation.bias", "synthesis.b4.conv1.affine.bias")]
    [InlineData("noises.noise_2", "synthesis.b8.conv1.noise_const")]
    public void MissingTensor_IsNamed(string name, string canonical) =>
        Should.Throw<EngineException>(() => new Edited(TinyGenerator.Rosinality().Tensors).Without(name).Read())
            .Message.ShouldContain(canonical);

    [Fact]
    public void MissingRgb_IsTheOrigArchitecture()
    {
        WeightFile nvidia = GeneratorWeights.From(TinyGenerator.Rosinality()).ToNvidia();

        Should.Throw<EngineException>(() => new Edited(nvidia.Tensors).Without("synthesis.b4.torgb.weight").Read())
            .Message.ShouldContain("'skip' architecture");
    }

    [Fact]
    public void WrongShape_IsNamed() =>
        Should.Throw<EngineException>(() => new Edited(TinyGenerator.Rosinality().Tensors).With("conv1.activate.bias", StoredTensor.FromFloats([1, 2, 3], 3)).Read())
            .Message.ShouldContain("synthesis.b4.conv1.bias");

    [Fact]
    public void OtherKernel_IsRefused() =>
        Should.Throw<EngineException>(() => new Edited(TinyGenerator.Rosinality().Tensors)
                .With("convs.0.conv.blur.kernel", StoredTensor.FromFloats(new float[16], 4, 4)).Read())
            .Message.ShouldContain("another kernel");

    [Fact]
    public void NoGenerator_ListsWhatIsThere() =>
        Should.Throw<EngineException>(() => GeneratorWeights.From(Safetensors.Read(Repository.Asset("models", "demo-faces-128-encoder.safetensors"))))
            .Message.ShouldContain("input_layer.0.weight");

    [Fact]
    public void With_ReplacesTensors_OnlyOfTheSameShape()
    {
        GeneratorWeights generator = GeneratorWeights.From(TinyGenerator.Rosinality());
        StoredTensor bias = StoredTensor.FromFloats([1, 2, 3], 3);

        generator.With(new Dictionary<string, StoredTensor> { ["synthesis.b4.torgb.bias"] = bias })
            .Tensors["synthesis.b4.torgb.bias"].ShouldBeSameAs(bias);
        Should.Throw<EngineException>(() => generator.With(new Dictionary<string, StoredTensor> { ["synthesis.b4.const"] = bias }));
        Should.Throw<EngineException>(() => generator.With(new Dictionary<string, StoredTensor> { ["nothing"] = bias }));
    }

    private sealed class Edited(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        private readonly Dictionary<string, StoredTensor> _tensors = new(tensors);

        public Edited With(string name, StoredTensor tensor)
        {
            _tensors[name] = tensor;
            return this;
        }

        public Edited Without(string name)
        {
            _tensors.Remove(name).ShouldBeTrue(name);
            return this;
        }

        public GeneratorWeights Read() => GeneratorWeights.From(new WeightFile(_tensors, new Dictionary<string, string>()));
    }
}
