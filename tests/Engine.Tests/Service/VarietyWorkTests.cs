using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Networks.Perceptual;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Weights;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Service;

public sealed class VarietyWorkTests(TinyStudio studio) : TensorTest, IClassFixture<TinyStudio>
{
    [Fact]
    public async Task Variety_OfPictures_IsTheMeanOverTheirPairs()
    {
        PhotoFile[] pictures = Aligned(5);

        List<EngineUpdate> told = await studio.RunAsync(Order(pictures));

        var outcome = (VarietyOutcome)((FinishedUpdate)told[^1]).Outcome;
        (outcome.Network, outcome.Pictures).ShouldBe(("perceptual-narrow", 5));
        PerceptualNetwork network = PerceptualNetwork.Load(Safetensors.Read(Repository.Asset("models", "perceptual_narrow.safetensors")), CPU);
        float[,] pairs = new PerceptualDistances(network, CPU).Pairwise([.. pictures.Select(picture => ImageFile.Read(picture.Path))]);
        outcome.MeanDistance.ShouldBe(pairs.Cast<float>().Sum() / 20, 1e-4);
        told.OfType<PhaseUpdate>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Variety_OfEqualPictures_IsNothing()
    {
        PhotoFile picture = Aligned(1)[0];

        (await studio.OutcomeAsync<VarietyOutcome>(Order(picture, picture, picture))).MeanDistance.ShouldBe(0, 1e-6);
    }

    [Fact]
    public async Task Variety_WhatCannotBeCompared_IsASentence()
    {
        PhotoFile[] pictures = Aligned(2);
        string other = studio.Folder("other.png");
        ImageWriter.WritePng(other, new RgbImage(32, 32));

        (await Should.ThrowAsync<EngineException>(studio.RunAsync(Order(pictures[0])))).Message.ShouldContain("two or more");
        (await Should.ThrowAsync<EngineException>(studio.RunAsync(Order(pictures[0], new PhotoFile("other", other))))).Message.ShouldContain("other has another size");
        await Should.ThrowAsync<EngineException>(studio.RunAsync(Order(pictures[0], new PhotoFile("gone", studio.Folder("gone.png")))));
    }

    private VarietyOrder Order(params PhotoFile[] pictures) => new() { Pictures = pictures, OutputFolder = studio.Folder("variety") };

    /// <summary>Aligned pictures of the sample person's photos.</summary>
    private PhotoFile[] Aligned(int count) =>
    [
        .. Enumerable.Range(1, count).Select(i =>
        {
            string name = FormattableString.Invariant($"photo_{i:000}.jpg");
            RgbImage small = Resampler.Resize(ImageFile.Read(Repository.Asset("sample-person", name)), 64, 64, ResampleFilter.Bilinear);
            string path = studio.Folder(name + ".png");
            ImageWriter.WritePng(path, small);
            return new PhotoFile(name, path);
        }),
    ];
}
