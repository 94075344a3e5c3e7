using System.Text.Json.Nodes;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Weights;
using MyStyle.Engine.Weights;
using TemporaryFolder = MyStyle.Engine.Tests.Fixtures.TemporaryFolder;

namespace MyStyle.Engine.Tests.People;

public sealed class PersonFolderTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    private string Folder => _home.File("ada");

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("ada")]
    [InlineData("ada.mystyle")]
    public void Save_ThenOpen_GivesTheSamePerson(string path)
    {
        Person saved = Somebody.Create();
        PersonFolder.Save(_home.File(path), saved);
        Person opened = PersonFolder.Open(_home.File(path), Somebody.PriorSha256);

        opened.Anchors.ShouldBe(saved.Anchors);
        opened.Embeddings.ShouldBe(saved.Embeddings);
        opened.EmbeddingModel.ShouldBe(saved.EmbeddingModel);
        opened.Thumbnails.Keys.ShouldBe(saved.Thumbnails.Keys, ignoreOrder: true);
        opened.Thumbnails["Größe.png"].ShouldBe([4]);
        opened.Directions["my smile"].ShouldBe(saved.Directions["my smile"]);
        opened.Manifest.Photos.ShouldBe(saved.Manifest.Photos);
        opened.Manifest.HeldOut.ShouldBe(saved.Manifest.HeldOut);
        opened.Manifest.Hyperparameters.ShouldBe(saved.Manifest.Hyperparameters, ignoreOrder: true);
        opened.Manifest.Before.ShouldBe(saved.Manifest.Before);
        opened.Manifest.After.ShouldBe(saved.Manifest.After);
        opened.Manifest.Prior.ShouldBe(saved.Manifest.Prior);
        opened.Manifest.UpdatedUtc.ShouldBe(saved.Manifest.UpdatedUtc);
        PersonFolder.ReadManifest(_home.File(path)).Name.ShouldBe("Ada");
    }

    [Fact]
    public void Save_HalfPrecision_NarrowsWhatFitsAndOnlyThat()
    {
        PersonFolder.Save(Folder, Somebody.Create());
        Person opened = PersonFolder.Open(Folder);
        opened.Generator.Tensors["synthesis.b4.const"].Type.ShouldBe(ElementType.Float16);
        opened.Generator.Tensors["synthesis.b4.const"].ToFloats().ShouldBe(Somebody.CreateGenerator().Tensors["synthesis.b4.const"].ToFloats());
        opened.Generator.Tensors["synthesis.b4.torgb.bias"].Type.ShouldBe(ElementType.Float32);
        opened.Generator.Tensors["synthesis.b4.torgb.bias"].ToFloats().ShouldBe([1f / 3, 1e6f, -1]);
        opened.Generator.Architecture.ShouldBe(Somebody.CreateGenerator().Architecture);
        opened.Generator.LatentStd!.ToFloats().ShouldBe([0.5f]);
    }

    [Fact]
    public void Save_FullPrecision_KeepsEveryBit()
    {
        Person person = Somebody.Create();
        PersonFolder.Save(Folder, person with { Manifest = person.Manifest with { Precision = WeightPrecision.Float32 } });
        PersonFolder.Open(Folder).Generator.Tensors.ShouldEqual(person.Generator.Tensors);
    }

    [Fact]
    public void Save_OverAnOlderOne_RemovesWhatIsGoneAndNothingElse()
    {
        Person person = Somebody.Create();
        PersonFolder.Save(Folder, person);
        File.WriteAllText(Path.Combine(Folder, "checkpoint.bin"), "keep");
        PersonFolder.Save(Folder, person with { Directions = new Dictionary<string, float[]>(), Manifest = person.Manifest with { Name = "Ada L." } });
        Person opened = PersonFolder.Open(Folder);
        opened.Manifest.Name.ShouldBe("Ada L.");
        opened.Directions.ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(Folder, "directions")).ShouldBeEmpty();
        File.Exists(Path.Combine(Folder, "checkpoint.bin")).ShouldBeTrue();
        Directory.EnumerateFiles(Folder, "*.new", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void Open_SaveCutBeforeItsManifest_GivesTheOldPerson()
    {
        PersonFolder.Save(Folder, Somebody.Create());
        File.WriteAllBytes(Path.Combine(Folder, "generator.safetensors.new"), [1, 2, 3]);
        PersonFolder.Open(Folder).Generator.Architecture.Resolution.ShouldBe(8);
    }

    [Fact]
    public void Open_SaveCutAfterItsManifest_GivesTheNewPerson()
    {
        Person person = Somebody.Create();
        PersonFolder.Save(Folder, person);
        PersonFolder.Save(_home.File("next"), person with { Anchors = [[0, 0, 0, 0], .. person.Anchors[1..]] });
        File.Copy(_home.File("next", "anchors.safetensors"), Path.Combine(Folder, "anchors.safetensors.new"));
        File.Copy(_home.File("next", "person.json"), Path.Combine(Folder, "person.json"), overwrite: true);
        PersonFolder.Open(Folder).Anchors[0].ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public void Open_NewerFormat_AsksForAnUpdate()
    {
        PersonFolder.Save(Folder, Somebody.Create());
        Rewrite(json =>
        {
            json["formatVersion"] = PersonManifest.CurrentFormat + 1;
            json["photos"] = "an unknown form";
        });
        Failure().ShouldContain("newer version");
    }

    [Fact]
    public void Open_WithAnotherPrior_NamesBoth()
    {
        PersonFolder.Save(Folder, Somebody.Create());
        string message = Should.Throw<EngineException>(() => PersonFolder.Open(Folder, new string('1', 64))).Message;
        message.ShouldContain("demo-faces-128");
        message.ShouldContain(Somebody.PriorSha256);
        message.ShouldContain(new string('1', 64));
    }

    [Theory]
    [InlineData("generator.safetensors")]
    [InlineData("anchors.safetensors")]
    [InlineData("thumbnails/a photo.jpg")]
    public void Open_MissingFile_NamesIt(string name)
    {
        PersonFolder.Save(Folder, Somebody.Create());
        File.Delete(Path.Combine(Folder, name));
        Failure().ShouldContain($"{name} is missing");
    }

    [Theory]
    [InlineData("generator.safetensors")]
    [InlineData("embeddings.safetensors")]
    public void Open_OneBitFlipped_NamesTheFile(string name)
    {
        PersonFolder.Save(Folder, Somebody.Create());
        byte[] content = File.ReadAllBytes(Path.Combine(Folder, name));
        content[^1] ^= 1;
        File.WriteAllBytes(Path.Combine(Folder, name), content);
        Failure().ShouldContain($"the content of {name} has changed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"formatVersion\":1}")]
    [InlineData("{\"formatVersion\":\"1\"}")]
    [InlineData("{\"formatVersion\":1,\"name\":null,\"prior\":null,\"perceptualNetwork\":\"x\",\"photos\":[]}")]
    public void Open_DamagedManifest_SaysSo(string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "person.json"), text);
        Failure().ShouldContain("damaged");
    }

    [Fact]
    public void Open_ManifestThatPointsOutside_IsRefused()
    {
        PersonFolder.Save(Folder, Somebody.Create());
        Rewrite(json => json["files"]!["../../etc/passwd"] = new JsonObject { ["size"] = 1, ["sha256"] = new string('0', 64) });
        Failure().ShouldContain("does not have");
    }

    [Fact]
    public void Open_PhotosInAnotherOrder_IsRefused()
    {
        PersonFolder.Save(Folder, Somebody.Create());
        Rewrite(json =>
        {
            JsonArray photos = json["photos"]!.AsArray();
            JsonNode first = photos[0]!;
            photos.RemoveAt(0);
            photos.Add(first);
        });
        Failure().ShouldContain("contradicts itself");
    }

    [Fact]
    public void Open_NoPerson_SaysSo()
    {
        Failure().ShouldContain("There is no person at");
        Directory.CreateDirectory(Folder);
        Failure().ShouldContain("no person.json");
    }

    [Fact]
    public void Save_AnchorsAndPhotosDiffer_WritesNothing()
    {
        Person person = Somebody.Create();
        Should.Throw<EngineException>(() => PersonFolder.Save(Folder, person with { Anchors = person.Anchors[1..] }));
        Directory.Exists(Folder).ShouldBeFalse();
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("line\n")]
    public void Save_DirectionWithABadName_IsRefused(string name)
    {
        Person person = Somebody.Create() with { Directions = new Dictionary<string, float[]> { [name] = [1, 0, 0, 0] } };
        Should.Throw<EngineException>(() => PersonFolder.Save(Folder, person)).Message.ShouldContain("cannot be a file of a person");
    }

    private string Failure() => Should.Throw<EngineException>(() => PersonFolder.Open(Folder)).Message;

    private void Rewrite(Action<JsonNode> change)
    {
        string path = Path.Combine(Folder, "person.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }
}
