using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using MyStyle.Studio.Data;
using MyStyle.Studio.Directions;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Directions;

public sealed class DirectionBookTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_DemoPrior_HasItsSlidersOncePoseFirst()
    {
        await using StudioData data = await StudioData.CreateAsync();
        using DirectionBook book = Book(data);
        Guid person = await data.People.CreateAsync("Ada", cancellation: Cancel);

        await book.ListAsync(person, ModelCatalogue.DemoPrior, Cancel);
        IReadOnlyList<DirectionView> sliders = await book.ListAsync(person, ModelCatalogue.DemoPrior, Cancel);

        sliders.Select(slider => slider.Name).ShouldBeUnique();
        sliders.Count.ShouldBe(ModelCatalogue.Entries.Count(entry => entry.Kind == ModelKind.Direction && entry.Prior == ModelCatalogue.DemoPrior));
        (sliders[0].Label, sliders[0].DegreesPerUnit).ShouldBe(("Pose", 3.2));
        sliders[1].Name.ShouldBe("smile");
        (_, double[] vector) = await book.VectorAsync(sliders[0].Id, Cancel);
        vector.Sum(value => value * value).ShouldBe(1, 1e-3);
    }

    [Fact]
    public async Task Import_AFileOfOurs_IsThePersonsOwnAndCanBeRenamedAndRemoved()
    {
        await using StudioData data = await StudioData.CreateAsync();
        using DirectionBook book = Book(data);
        Guid person = await data.People.CreateAsync("Ada", cancellation: Cancel);
        Guid other = await data.People.CreateAsync("Bea", cancellation: Cancel);
        string file = data.Elsewhere("glasses.safetensors");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        DirectionShelf.Write(file, [0.5, -0.25, 1]);

        Guid id = await book.ImportAsync(person, "some-prior", "glasses", file, Cancel);

        (await book.VectorAsync(id, Cancel)).Vector.ShouldBe([0.5, -0.25, 1]);
        (await book.ListAsync(other, "some-prior", Cancel)).ShouldBeEmpty();
        await Should.ThrowAsync<EngineException>(() => book.ImportAsync(person, "some-prior", "glasses", file, Cancel));
        await book.RenameAsync(id, " with glasses ", Cancel);
        (await book.ListAsync(person, "some-prior", Cancel)).ShouldHaveSingleItem().Label.ShouldBe("With glasses");
        await book.RemoveAsync(id, Cancel);
        (await book.ListAsync(person, "some-prior", Cancel)).ShouldBeEmpty();
        (await Should.ThrowAsync<EngineException>(() => book.VectorAsync(id, Cancel))).Message.ShouldContain("not there any more");
    }

    [Fact]
    public async Task RenameAndRemove_WhatGoesWithThePrior_AreRefused()
    {
        await using StudioData data = await StudioData.CreateAsync();
        using DirectionBook book = Book(data);
        Guid person = await data.People.CreateAsync("Ada", cancellation: Cancel);
        DirectionView yaw = (await book.ListAsync(person, ModelCatalogue.DemoPrior, Cancel))[0];

        (await Should.ThrowAsync<EngineException>(() => book.RemoveAsync(yaw.Id, Cancel))).Message.ShouldContain("goes with the prior");
        await Should.ThrowAsync<EngineException>(() => book.RenameAsync(yaw.Id, "turn", Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task Import_NamelessOrTooLong_IsRefused(string name)
    {
        await using StudioData data = await StudioData.CreateAsync();
        using DirectionBook book = Book(data);
        Guid person = await data.People.CreateAsync("Ada", cancellation: Cancel);
        string file = data.Elsewhere("d.safetensors");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        DirectionShelf.Write(file, [1, 0]);
        (await Should.ThrowAsync<EngineException>(() => book.ImportAsync(person, "p", name, file, Cancel))).Message.ShouldContain("1 to 60");
    }

    private static DirectionBook Book(StudioData data) =>
        new(data.Get<IDbContextFactory<StudioDb>>(), data.Get<ModelDirectories>(), TimeProvider.System);
}
