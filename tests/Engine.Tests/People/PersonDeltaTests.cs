using System.Buffers.Binary;
using System.Text;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Tests.People;

public sealed class PersonDeltaTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly TunedSomebody _somebody;

    public PersonDeltaTests() => _somebody = new TunedSomebody(_home);

    private string Delta => _home.File("ada.mystyle-delta");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Open_WhatWasWritten_IsThePersonWithRoundedWeights()
    {
        Person saved = Write();
        Person opened = PersonDelta.Open(Delta, _somebody.PriorPath);
        opened.Anchors.ShouldBe(saved.Anchors);
        opened.Embeddings.ShouldBe(saved.Embeddings);
        opened.EmbeddingModel.ShouldBe(saved.EmbeddingModel);
        opened.Directions["my smile"].ShouldBe(saved.Directions["my smile"]);
        opened.Thumbnails.Count.ShouldBe(2);
        opened.Thumbnails["Größe.png"].ShouldBe([4]);
        opened.Manifest.Photos.ShouldBe(saved.Manifest.Photos);
        opened.Manifest.HeldOut.ShouldBe(saved.Manifest.HeldOut);
        opened.Manifest.Prior.ShouldBe(saved.Manifest.Prior);
        opened.Manifest.After.ShouldBe(saved.Manifest.After);
        opened.Manifest.Hyperparameters["passes"].ShouldBe(12);
        opened.Manifest.Hyperparameters[PersonDelta.StepKey].ShouldBe(PersonDelta.RelativeStep);
        opened.Generator.Architecture.ShouldBe(saved.Generator.Architecture);
        PersonDelta.ReadManifest(Delta).Name.ShouldBe("Ada");

        // A person like any other: it can be saved as a folder and opened again.
        PersonFolder.Save(_home.File("ada"), opened);
        PersonFolder.Open(_home.File("ada")).Anchors.ShouldBe(saved.Anchors);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    public void Open_EveryWeight_IsWithinHalfAStepOfTheTunedOne(double relativeStep)
    {
        Person saved = Write(relativeStep);
        Person opened = PersonDelta.Open(Delta, _somebody.PriorPath);
        int rounded = 0;
        foreach ((string name, StoredTensor tensor) in saved.Generator.Tensors)
        {
            float[] tuned = tensor.ToFloats(), prior = _somebody.Prior.Tensors[name].ToFloats(), restored = opened.Generator.Tensors[name].ToFloats();
            if (tuned.Length <= WeightDelta.Small || tuned.AsSpan().SequenceEqual(prior))
            {
                restored.ShouldBe(tuned, name);
                continue;
            }

            rounded++;
            double rms = Math.Sqrt(tuned.Zip(prior, (a, b) => (double)(a - b) * (a - b)).Average());
            double step = Math.Max(relativeStep * rms, tuned.Zip(prior, (a, b) => Math.Abs((double)a - b)).Max() / 127);
            tuned.Zip(restored, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThanOrEqualTo((float)(0.5001 * step), name);
        }

        rounded.ShouldBe(3);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        Write();
        byte[] first = File.ReadAllBytes(Delta);
        Person person = _somebody.Person;
        var shuffled = new Dictionary<string, byte[]>(person.Thumbnails.Reverse());
        PersonDelta.Write(Delta, person with { Thumbnails = shuffled }, _somebody.PriorPath);
        File.ReadAllBytes(Delta).ShouldBe(first);
    }

    [Fact]
    public void Write_Restored_LosesNothingMore()
    {
        Write();
        Person once = PersonDelta.Open(Delta, _somebody.PriorPath);
        PersonDelta.Write(Delta, once, _somebody.PriorPath, 1e-3);
        Person twice = PersonDelta.Open(Delta, _somebody.PriorPath);
        foreach ((string name, StoredTensor tensor) in once.Generator.Tensors)
        {
            tensor.ToFloats().Zip(twice.Generator.Tensors[name].ToFloats(), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3f, name);
        }
    }

    [Fact]
    public void Open_WithAnotherPrior_NamesBoth()
    {
        Write();
        string message = Should.Throw<EngineException>(() => PersonDelta.Open(Delta, _somebody.OtherPriorPath)).Message;
        message.ShouldContain(_somebody.Person.Manifest.Prior.Sha256);
        message.ShouldContain("other.safetensors is another one");
        Should.Throw<EngineException>(() => PersonDelta.Open(Delta, _home.File("none"))).Message.ShouldContain("there is no file");
    }

    [Fact]
    public void Write_WithAnotherPriorOrAnUnfitGenerator_WritesNothing()
    {
        Person person = _somebody.Person;
        Should.Throw<EngineException>(() => PersonDelta.Write(Delta, person, _somebody.OtherPriorPath)).Message.ShouldContain("another one");
        Should.Throw<EngineException>(() => PersonDelta.Write(Delta, person with { Generator = Somebody.CreateGenerator() }, _somebody.PriorPath))
            .Message.ShouldContain("not tuned from it");
        StoredTensor bias = person.Generator.Tensors["synthesis.b8.torgb.bias"];
        GeneratorWeights broken = person.Generator.With(new Dictionary<string, StoredTensor>
        {
            ["synthesis.b8.torgb.bias"] = StoredTensor.FromFloats([0, float.NaN, 0], [.. bias.Shape]),
        });
        Should.Throw<EngineException>(() => PersonDelta.Write(Delta, person with { Generator = broken }, _somebody.PriorPath)).Message.ShouldContain("no numbers");
        File.Exists(Delta).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, "cut off")]
    [InlineData(40, "cut off")]
    [InlineData(60, "cut off")]
    [InlineData(-1, "cut off: ")]
    [InlineData(-1000, "cut off: ")]
    public void Open_CutOff_SaysSo(int length, string reason)
    {
        Write();
        byte[] file = File.ReadAllBytes(Delta);
        File.WriteAllBytes(Delta, file[..(length < 0 ? file.Length + length : length)]);
        Failure().ShouldContain(reason);
    }

    [Fact]
    public void Open_AnyBitFlipped_SaysSo()
    {
        Write();
        byte[] file = File.ReadAllBytes(Delta);
        for (int i = 0; i < file.Length; i += Math.Max(1, file.Length / 97))
        {
            byte[] damaged = [.. file];
            damaged[i] ^= 0x10;
            File.WriteAllBytes(Delta, damaged);
            Failure().ShouldStartWith(Delta);
        }
    }

    [Fact]
    public void Open_DamagedButSealedAnew_SaysSo()
    {
        // Somebody may have computed the checksum as well: what is inside must still fit together.
        byte[] manifest = ManifestFormat.Write(_somebody.Person.Manifest);
        WeightDelta delta = WeightDelta.Create(_somebody.Prior, _somebody.Person.Generator, 1);
        byte[] parts = DeltaContent.WriteParts(_somebody.Person, delta), weights = DeltaContent.WriteWeights(delta);
        DeltaFile.Write(Delta, manifest, parts, weights);
        PersonDelta.Open(Delta, _somebody.PriorPath).Anchors.Length.ShouldBe(3);
        byte[] huge = [.. parts];
        BinaryPrimitives.WriteInt32LittleEndian(huge.AsSpan(4), int.MaxValue);
        foreach (byte[] damaged in (byte[][])[[], parts[..^1], parts[..20], [.. parts, 0], huge])
        {
            DeltaFile.Write(Delta, manifest, damaged, weights);
            Failure().ShouldContain("damaged");
        }

        foreach (byte[] damaged in (byte[][])[[], weights[..^1], [.. weights, 0], [.. weights[..10], (byte)'x', .. weights[11..]]])
        {
            DeltaFile.Write(Delta, manifest, parts, damaged);
            Failure().ShouldContain("damaged");
        }

        DeltaFile.Write(Delta, ManifestFormat.Write(_somebody.Person.Manifest with { Photos = [new("one.jpg")] }), parts, weights);
        Failure().ShouldContain("contradicts itself");
    }

    [Fact]
    public void Open_SomethingElse_SaysSo()
    {
        Failure().ShouldContain("There is no file");
        File.WriteAllBytes(Delta, Encoding.UTF8.GetBytes("<!doctype html>" + new string(' ', 100)));
        Failure().ShouldContain("is no person kept as a difference");
    }

    [Fact]
    public void Open_NewerFormat_AsksForAnUpdate()
    {
        Write();
        byte[] file = File.ReadAllBytes(Delta);
        file[8]++;
        File.WriteAllBytes(Delta, file);
        Failure().ShouldContain("newer version");
    }

    private Person Write(double relativeStep = PersonDelta.RelativeStep)
    {
        PersonDelta.Write(Delta, _somebody.Person, _somebody.PriorPath, relativeStep);
        return _somebody.Person;
    }

    private string Failure() => Should.Throw<EngineException>(() => PersonDelta.Open(Delta, _somebody.PriorPath)).Message;
}
