using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Networks;
using MyStyle.Engine.Workshop;
using static TorchSharp.torch;

namespace MyStyle.Engine.Tests.Workshop;

/// <summary>What ships under <c>wwwroot-assets/sample-person/trained</c>.</summary>
public sealed class SamplePersonTests : TensorTest
{
    private const int EverySo = 7;

    private static readonly ModelDirectories Models = new(Repository.Asset("models"), [Path.GetTempPath()]);

    [Fact]
    public void Open_WhatShips_IsTheTrainedPersonWithEightInversions()
    {
        SamplePerson.IsInstalled.ShouldBeTrue();
        SamplePerson sample = SamplePerson.Open(Models);
        PersonManifest manifest = sample.Person.Manifest;
        manifest.Photos.Count.ShouldBe(70);
        manifest.Prior.Name.ShouldBe(ModelCatalogue.DemoPrior);
        manifest.PerceptualNetwork.ShouldBe(ModelCatalogue.PerceptualNarrow);
        sample.PerceptualNetwork.ShouldBe(ModelCatalogue.PerceptualNarrow);
        sample.Person.Thumbnails.Count.ShouldBe(70);
        sample.Person.Embeddings.Length.ShouldBe(70);
        sample.Inversions.Select(inversion => inversion.FileName).ShouldBe(Enumerable.Range(1, 8).Select(i => $"test_00{i}.jpg"));
        sample.Inversions.ShouldAllBe(inversion =>
            inversion.Beta == 0.05 && inversion.EffectiveBeta <= 0.05 + 1e-9 && inversion.Lpips < 0.015 && inversion.Identity > 0.97 && inversion.Alignment != null);
        string trained = Repository.Asset("sample-person", "trained");
        new FileInfo(Path.Combine(trained, SamplePerson.PersonFile)).Length.ShouldBeLessThan(3_000_000);
        new FileInfo(Path.Combine(trained, SamplePerson.InversionsFile)).Length.ShouldBeLessThan(60_000);
    }

    [Fact]
    public void Anchors_RenderedWithTheRoundedWeights_AreThePhotos()
    {
        SamplePerson sample = SamplePerson.Open(Models);
        using var faces = new FaceAnalyzer(FaceModels.Bundled(Repository.Asset("models")), 2);
        using var prior = new PersonalPrior(sample.Person, CPU);
        var preparation = new PhotoPreparation(faces, prior.Resolution);
        int[] chosen = [.. Enumerable.Range(0, 70).Where(i => i % EverySo == 0)];
        IReadOnlyList<RgbImage> rendered = prior.Render([.. chosen.Select(i => RowMatrix.Repeat(prior.Hull.Anchors.Row(i), prior.LayerCount))]);
        RgbImage[] photos = [.. chosen.Select(i => Prepare(preparation, sample.Person.Manifest.Photos[i].Name))];
        rendered.Zip(photos, Difference).Average().ShouldBeLessThan(8);
        faces.EmbedAligned(rendered).Zip(chosen, (e, i) => (double)FaceEmbedder.Cosine(e, sample.Person.Embeddings[i])).Average().ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void Inversions_OfTestPhotos_RenderThem()
    {
        SamplePerson sample = SamplePerson.Open(Models);
        using var prior = new PersonalPrior(sample.Person, CPU);
        IReadOnlyList<RgbImage> rendered = prior.RenderAlpha([.. sample.Inversions.Select(inversion => inversion.Alpha)]);
        foreach ((PhotoInversion inversion, RgbImage picture) in sample.Inversions.Zip(rendered))
        {
            PreparedPhoto photo = SamplePerson.ReadPhoto(inversion);
            photo.Image.Width.ShouldBe(128);
            photo.Image.Pixels.Zip(picture.Pixels, (a, b) => Math.Pow((a - b) / 127.5, 2)).Average().ShouldBe(inversion.L2, 0.0005, inversion.FileName);
        }
    }

    [Fact]
    public void ReadPhoto_OfAnother_IsRefused()
    {
        PhotoInversion first = SamplePerson.Open(Models).Inversions[0];
        Should.Throw<EngineException>(() => SamplePerson.ReadPhoto(first with { FileName = "test_002.jpg" })).Message.ShouldContain("another photo");
        Should.Throw<EngineException>(() => SamplePerson.ReadPhoto(first with { FileName = "../person.jpg" }));
    }

    private static RgbImage Prepare(PhotoPreparation preparation, string name)
    {
        string file = Path.ChangeExtension(name, ".jpg");
        return preparation.Prepare(ImageFile.Read(Repository.Asset("sample-person", file)), file).Image;
    }

    private static double Difference(RgbImage a, RgbImage b) => a.Pixels.Zip(b.Pixels, (x, y) => Math.Abs(x - y)).Average();
}
