using System.Text;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.Weights;

public class WeightReaderTests
{
    [Theory]
    [InlineData("fixture_nvidia_proto3.pkl")]
    [InlineData("fixture_nvidia_proto4.pkl")]
    [InlineData("fixture_rosinality_zip.pt")]
    [InlineData("fixture_rosinality_legacy.pt")]
    public void GeneratorFixture_LoadsToExactlyItsTensors(string name)
    {
        WeightFile expected = Safetensors.Read(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors"));

        GeneratorWeights generator = GeneratorWeights.From(WeightReader.Read(Golden.File(name)));

        generator.ToNvidia().Tensors.ShouldEqual(expected.Tensors);
    }

    [Fact]
    public void WholeModuleFixture_LoadsToExactlyTheSynthesisTensors()
    {
        WeightFile expected = Safetensors.Read(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors"));

        WeightFile file = WeightReader.Read(Golden.File("fixture_mystyle_model_zip.pt"));

        file.Metadata["class_name"].ShouldBe("SynthesisNetwork");
        file.Metadata["img_resolution"].ShouldBe("64");
        GeneratorWeights.From(file).ToNvidia().Tensors
            .ShouldEqual(expected.Tensors.Where(item => item.Key.StartsWith("synthesis.", StringComparison.Ordinal)).ToDictionary());
    }

    [Fact]
    public void NvidiaFixture_RawNames_AreTheModulesOwn()
    {
        WeightFile file = WeightReader.Read(Golden.File("fixture_nvidia_proto4.pkl"));
        WeightFile expected = Safetensors.Read(Golden.File("tiny_sg2_r64_nvidia_keys.safetensors"));

        file.Tensors.ShouldEqual(expected.Tensors.ToDictionary(item => "G_ema." + item.Key, item => item.Value));
        file.Metadata["G_ema.class_name"].ShouldBe("Generator");
        file.Metadata["G_ema.z_dim"].ShouldBe("32");
        file.Metadata["G_ema.synthesis.b8.conv0.conv_clamp"].ShouldBe("None");
        file.Metadata["G"].ShouldBe("None");
    }

    [Fact]
    public void AnchorFixture_IsABareTensorOfEqualRows()
    {
        StoredTensor anchor = WeightReader.Read(Golden.File("fixture_anchor_1xLx32.pt")).Tensors.ShouldHaveSingleItem().Value;

        anchor.Shape.ShouldBe([1, 10, 32]);
        anchor.Type.ShouldBe(ElementType.Float32);
        float[] values = anchor.ToFloats();
        values[..32].ShouldNotBe(new float[32]);
    }

    [Theory]
    [InlineData("age.pt")]
    [InlineData("rotation.pt")]
    [InlineData("smile.pt")]
    public void FfhqDirection_IsAUnitVector(string name)
    {
        StoredTensor direction = WeightReader.Read(Golden.Shared("models", "directions-ffhq", name)).Tensors[WeightFile.Bare];

        direction.Shape.ShouldBe([1, 512]);
        Math.Sqrt(direction.ToFloats().Sum(v => (double)v * v)).ShouldBe(1, 1e-4);
    }

    [Fact]
    public void Safetensors_ThroughTheFrontDoor_IsRead() =>
        WeightReader.Read(Repository.Asset("models", "demo-faces-128.safetensors")).Metadata["resolution"].ShouldBe("128");

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n <!DOCTYPE html><html><head><title>Google Drive - Virus scan warning</title>", "is a web page")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "is an XML text")]
    [InlineData("{\"error\": \"not found\"}", "is a JSON text")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", "Git LFS pointer")]
    [InlineData("hello, these are no weights", "no file of weights")]
    public void SomethingElse_IsNamed(string contents, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("weights.pt", Encoding.UTF8.GetBytes(contents));

        string said = Should.Throw<EngineException>(() => WeightReader.Read(path)).Message;

        said.ShouldContain(message);
        said.ShouldContain(path);
    }

    [Fact]
    public void ZerosOnly_IsAnUnfinishedDownload()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<EngineException>(() => WeightReader.Read(folder.Write("weights.pt", new byte[4096]))).Message.ShouldContain("zeros only");
    }

    [Fact]
    public void MissingFileAndFolder_AreNamed()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<EngineException>(() => WeightReader.Read(Path.Combine(folder.Path, "none.pt"))).Message.ShouldContain("There is no file");
        Should.Throw<EngineException>(() => WeightReader.Read(folder.Path)).Message.ShouldContain("is a folder");
    }

    [Theory]
    [InlineData("fixture_rosinality_zip.pt")]
    [InlineData("fixture_rosinality_legacy.pt")]
    [InlineData("fixture_nvidia_proto4.pkl")]
    [InlineData("tiny_sg2_r64_nvidia_keys.safetensors")]
    public void TruncatedAnywhere_IsCalledCutOff(string name)
    {
        byte[] whole = File.ReadAllBytes(Golden.File(name));
        using var folder = new TemporaryFolder();
        foreach (double part in (double[])[0.01, 0.3, 0.7, 0.999])
        {
            string path = folder.Write("weights.pt", whole[..(int)(whole.Length * part)]);

            Should.Throw<EngineException>(() => WeightReader.Read(path)).Message.ShouldMatch("cut off|damaged|ends");
        }
    }

    [Fact]
    public void ReplacedWhileOpen_KeepsTheOldContents()
    {
        using var folder = new TemporaryFolder();
        string source = Repository.Asset("models", "demo-faces-128-encoder.safetensors");
        string path = Path.Combine(folder.Path, "weights.safetensors");
        File.Copy(source, path);
        WeightFile open = WeightReader.Read(path);

        File.Move(folder.Write("next", [1, 2, 3]), path, overwrite: true);

        open.Tensors.ShouldEqual(WeightReader.Read(source).Tensors);
        File.ReadAllBytes(path).ShouldBe([1, 2, 3]);
    }
}
