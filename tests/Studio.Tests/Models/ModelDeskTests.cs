using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Weights;
using MyStyle.Engine.Weights;
using MyStyle.Studio.Models;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Models;

public sealed class ModelDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_ShowsTheCatalogueAndWhoUsesWhat()
    {
        await using StudioData data = await StudioData.CreateAsync();
        await data.People.CreateAsync("Ada", cancellation: Cancellation);

        IReadOnlyList<ModelView> models = await data.Get<IModels>().ListAsync(Cancellation);

        ModelView prior = models.Single(model => model.Name == "demo-faces-128");
        prior.Status.ShouldBe(ModelStatus.Bundled);
        prior.UsedBy.ShouldBe(["Ada"]);
        prior.Sha256.ShouldNotBeNull().Length.ShouldBe(64);
        models.Single(model => model.Name == "ffhq").Status.ShouldBe(ModelStatus.Missing);
        (await data.Get<IModels>().VerifyAsync("demo-faces-128", Cancellation)).Problem.ShouldBeNull();
        (await data.Get<IModels>().PriorsAsync(Cancellation)).Select(model => model.Name).ShouldBe(["demo-faces-128"]);
    }

    [Fact]
    public async Task Import_AGeneratorOfOnesOwn_IsListedAndCanBeTrainedOnAndRemoved()
    {
        await using StudioData data = await StudioData.CreateAsync();
        IModels models = data.Get<IModels>();
        string file = data.Elsewhere("tiny.safetensors");
        SafetensorsWriter.Write(file, TinyGenerator.Rosinality());

        string name;
        await using (FileStream content = File.OpenRead(file))
        {
            name = await models.ImportAsync(content, "../../tiny.safetensors", Cancellation);
        }

        name.ShouldBe("tiny.safetensors");
        ModelView own = (await models.PriorsAsync(Cancellation)).Single(model => model.Status == ModelStatus.Own);
        own.Resolution.ShouldBe(8);
        Path.GetDirectoryName(own.Path).ShouldBe(models.InstallFolder);
        Guid person = await data.People.CreateAsync("Ada", name, Cancellation);
        (await Should.ThrowAsync<EngineException>(() => models.RemoveAsync(name, Cancellation))).Message.ShouldContain("is the prior of Ada");
        await data.People.DeleteAsync(person, Cancellation);
        await models.RemoveAsync(name, Cancellation);
        File.Exists(own.Path).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(data.Folder.Incoming).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("page.pt", "<!doctype html>", "page.pt")]
    [InlineData("script.sh", "rm -rf /", "does not look like weights")]
    [InlineData("demo-faces-128.safetensors", "x", "has the name of a model of the catalogue")]
    public async Task Import_WhatIsNoGenerator_IsRefusedAndNothingIsKept(string name, string content, string sentence)
    {
        await using StudioData data = await StudioData.CreateAsync();
        using MemoryStream bytes = new(System.Text.Encoding.UTF8.GetBytes(content));

        EngineException refusal = await Should.ThrowAsync<EngineException>(() => data.Get<IModels>().ImportAsync(bytes, name, Cancellation));

        refusal.Message.ShouldContain(sentence);
        refusal.Message.ShouldNotContain(data.Folder.Root);
        (await data.Get<IModels>().ListAsync(Cancellation)).ShouldNotContain(model => model.Status == ModelStatus.Own);
        Directory.EnumerateFileSystemEntries(data.Folder.Incoming).ShouldBeEmpty();
    }

    [Fact]
    public async Task ImportFrom_AFolder_TakesWhatItCanAndSaysWhatNot()
    {
        await using StudioData data = await StudioData.CreateAsync();
        Directory.CreateDirectory(data.Elsewhere("weights"));
        SafetensorsWriter.Write(Path.Combine(data.Elsewhere("weights"), "one.safetensors"), TinyGenerator.Rosinality());
        await File.WriteAllTextAsync(Path.Combine(data.Elsewhere("weights"), "two.pt"), "nothing", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(data.Elsewhere("weights"), "readme.txt"), "nothing", Cancellation);

        (IReadOnlyList<string> taken, IReadOnlyList<string> passedOver) = await data.Get<IModels>().ImportFromAsync(data.Elsewhere("weights"), Cancellation);

        taken.ShouldBe(["one.safetensors"]);
        passedOver.ShouldHaveSingleItem().ShouldContain("two.pt");
        await Should.ThrowAsync<EngineException>(() => data.Get<IModels>().ImportFromAsync(data.Elsewhere("nowhere"), Cancellation));
    }
}
