using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Weights.Torch;

namespace MyStyle.Engine.Tests.Weights;

public class EncoderWeightsTests
{
    [Fact]
    public void DemoEncoder_KeepsItsNames()
    {
        WeightFile file = Safetensors.Read(Repository.Asset("models", "demo-faces-128-encoder.safetensors"));

        EncoderWeights encoder = EncoderWeights.From(file);

        encoder.Tensors.ShouldEqual(file.Tensors.Where(item => item.Key != "latent_avg").ToDictionary());
        encoder.LatentAverage!.Shape.ShouldBe([512]);
        encoder.StartsFromLatentAverage.ShouldBeTrue();
        encoder.Options["input_size"].ShouldBe("128");
    }

    [Fact]
    public void PspCheckpoint_GivesEncoderAndGenerator()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "encoder.pt");
        WeightFile generator = TinyGenerator.Rosinality();
        StoredTensor row = generator.Tensors["latent_avg"];
        float[] values = row.ToFloats();
        StoredTensor average = StoredTensor.FromFloats([.. values, .. values], 2, values.Length);
        StoredTensor weight = StoredTensor.FromFloats([1, 2], 2);
        KeyValuePair<string, StoredTensor>[] state =
        [
            KeyValuePair.Create("encoder.input_layer.0.weight", weight),
            KeyValuePair.Create("encoder.linear.bias", weight),
            .. generator.Tensors.Where(item => item.Key != "latent_avg").Select(item => KeyValuePair.Create("decoder." + item.Key, item.Value)),
        ];
        TorchFile.Write(path, save => Checkpoint(save, state, average), new Dictionary<string, string>());

        WeightFile file = WeightReader.Read(path);
        EncoderWeights encoder = EncoderWeights.From(file);

        encoder.Tensors.Keys.ShouldBe(["input_layer.0.weight", "linear.bias"]);
        encoder.LatentAverage!.ShouldEqual(average, "latent_avg");
        encoder.Options.ShouldBe(new Dictionary<string, string> { ["encoder_type"] = "WEncoder", ["start_from_latent_avg"] = "False" });
        encoder.StartsFromLatentAverage.ShouldBeFalse();
        GeneratorWeights.From(file).ToRosinality().Tensors.ShouldEqual(generator.Tensors);
    }

    [Fact]
    public void NoEncoder_IsNamed() =>
        Should.Throw<EngineException>(() => EncoderWeights.From(TinyGenerator.Rosinality())).Message.ShouldContain("no encoder");

    private static void Checkpoint(TorchPickle save, KeyValuePair<string, StoredTensor>[] state, StoredTensor average)
    {
        KeyValuePair<string, Action>[] options =
        [
            KeyValuePair.Create<string, Action>("encoder_type", () => save.Writer.Text("WEncoder")),
            KeyValuePair.Create<string, Action>("start_from_latent_avg", () => save.Writer.Bool(false)),
        ];
        KeyValuePair<string, Action>[] parts =
        [
            KeyValuePair.Create<string, Action>("state_dict", () => save.StateDict(state)),
            KeyValuePair.Create<string, Action>("opts", () => save.Writer.Dictionary(options, write => write())),
            KeyValuePair.Create<string, Action>("latent_avg", () => save.Tensor(average)),
        ];
        save.Writer.Dictionary(parts, write => write());
    }
}
