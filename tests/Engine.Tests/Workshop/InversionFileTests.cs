using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.People;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Tests.Workshop;

public sealed class InversionFileTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly Person _person = Somebody.Create();

    private string Path => _home.File("inversions.safetensors");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var alignment = new Alignment(new Quad(new Point2(1, 2), new Point2(0.1, 50.3), new Point2(49, 51), new Point2(50, 1.0 / 3)), 8, 32, 224, 168);
        PhotoInversion[] written = [Inversion("Größe.png"), Inversion("b.jpg") with { Alignment = alignment, Identity = 0.97 }];
        InversionFile.Write(Path, written, _person, "lpips-alex");
        (IReadOnlyList<PhotoInversion> read, string network) = InversionFile.Read(Path, _person);
        network.ShouldBe("lpips-alex");
        read.Select(inversion => inversion with { Alpha = written[0].Alpha }).ShouldBe(written.Select(inversion => inversion with { Alpha = written[0].Alpha }));
        read[1].Alpha.Values.ShouldBe(written[1].Alpha.Values);
    }

    [Fact]
    public void Read_OfAnotherPerson_IsRefused()
    {
        InversionFile.Write(Path, [Inversion("a.jpg")], _person, "lpips-alex");
        Person other = _person with { Manifest = _person.Manifest with { Photos = [.. _person.Manifest.Photos.Reverse()] } };
        Should.Throw<EngineException>(() => InversionFile.Read(Path, other)).Message.ShouldContain("another person");
    }

    [Theory]
    [InlineData("anchors", null)]
    [InlineData("inversions", null)]
    [InlineData("inversions", "{")]
    [InlineData("inversions", "[{\"fileName\":\"missing.jpg\",\"sha256\":\"\",\"beta\":0,\"effectiveBeta\":0,\"lpips\":0,\"l2\":0,\"steps\":1}]")]
    [InlineData("inversions", "[{\"fileName\":\"a.jpg\",\"sha256\":\"\",\"beta\":0,\"effectiveBeta\":0,\"lpips\":0,\"l2\":0,\"steps\":1,\"square\":{\"corners\":[1],\"outputSize\":8,\"transformSize\":32,\"photoWidth\":9,\"photoHeight\":9}}]")]
    public void Read_Damaged_NamesTheFile(string key, string? value)
    {
        InversionFile.Write(Path, [Inversion("a.jpg")], _person, "lpips-alex");
        WeightFile file = Safetensors.Read(Path);
        var metadata = new Dictionary<string, string>(file.Metadata);
        metadata.Remove(key);
        if (value is not null)
        {
            metadata[key] = value;
        }

        string damaged = _home.File("damaged.safetensors");
        SafetensorsWriter.Write(damaged, file with { Metadata = metadata });
        Should.Throw<EngineException>(() => InversionFile.Read(damaged, _person)).Message.ShouldStartWith(damaged);
    }

    private PhotoInversion Inversion(string name) => new()
    {
        FileName = name,
        Sha256 = new string('1', 64),
        Alpha = new RowMatrix(_person.Generator.Architecture.LayerCount, 3, [.. Enumerable.Range(0, 3 * _person.Generator.Architecture.LayerCount).Select(i => (double)(float)(0.1 * i))]),
        Beta = 0.05,
        EffectiveBeta = 1.0 / 30,
        Lpips = 0.1234567,
        L2 = 0.01,
        Steps = 300,
    };
}
