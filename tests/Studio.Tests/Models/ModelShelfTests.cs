using Microsoft.Extensions.Logging.Abstractions;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Models;

namespace MyStyle.Studio.Tests.Models;

public sealed class ModelShelfTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelShelf _shelf;

    public ModelShelfTests() => _shelf = new ModelShelf(
        ModelDirectories.Create([_folder.File("models")]), TimeProvider.System, NullLogger<ModelShelf>.Instance);

    public void Dispose()
    {
        _shelf.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void List_FreshMachine_HasWhatComesWithTheProgram()
    {
        IReadOnlyList<ModelItem> items = _shelf.List();

        items.Single(item => item.Name == ModelCatalogue.DemoPrior).ShouldSatisfyAllConditions(
            item => item.IsInstalled.ShouldBeTrue(), item => item.IsBundled.ShouldBeTrue(), item => item.Size.ShouldBe(26_515_958));
        items.Single(item => item.Name == ModelCatalogue.Ffhq).ShouldSatisfyAllConditions(
            item => item.IsInstalled.ShouldBeFalse(), item => item.CanFetch.ShouldBeTrue());
        items.ShouldAllBe(item => !item.IsOwn);
    }

    [Fact]
    public async Task Verify_BundledModel_ReadsItAll()
    {
        (bool isRight, string sentence) = await _shelf.VerifyAsync("yaw", TestContext.Current.CancellationToken);

        isRight.ShouldBeTrue();
        sentence.ShouldContain("byte for byte");
    }

    [Fact]
    public async Task Verify_MissingModel_SaysSo() =>
        (await Should.ThrowAsync<EngineException>(() => _shelf.VerifyAsync(ModelCatalogue.Ffhq, TestContext.Current.CancellationToken)))
            .Message.ShouldBe("ffhq is not installed.");

    [Fact]
    public async Task Import_UnknownWeights_BecomesAPriorOfOnesOwn()
    {
        string file = Write("uncle.pkl", 100);
        int told = 0;
        _shelf.Changed += () => told++;

        IReadOnlyList<string> said = await _shelf.ImportAsync(file, TestContext.Current.CancellationToken);

        said.ShouldHaveSingleItem().ShouldContain("prior of your own");
        _shelf.List().Single(item => item.IsOwn).ShouldSatisfyAllConditions(
            item => item.Name.ShouldBe("uncle.pkl"), item => item.Size.ShouldBe(100), item => item.Kind.ShouldBe(ModelKind.Prior));
        told.ShouldBe(1);
        (await Should.ThrowAsync<EngineException>(() => _shelf.ImportAsync(file, TestContext.Current.CancellationToken))).Message.ShouldContain("already");
    }

    [Fact]
    public async Task Import_AnyOtherFile_IsRefused()
    {
        string file = Write("letter.txt", 10);

        (await Should.ThrowAsync<EngineException>(() => _shelf.ImportAsync(file, TestContext.Current.CancellationToken)))
            .Message.ShouldStartWith("letter.txt is no model");
    }

    [Fact]
    public async Task Import_FolderWithoutModels_KeepsNothing()
    {
        Write("uncle.pkl", 100);

        (await Should.ThrowAsync<EngineException>(() => _shelf.ImportAsync(_folder.File("given"), TestContext.Current.CancellationToken)))
            .Message.ShouldContain("No file in");
        _shelf.List().ShouldAllBe(item => !item.IsOwn);
    }

    [Fact]
    public async Task Import_NothingThere_SaysOnWhichMachine() =>
        (await Should.ThrowAsync<EngineException>(() => _shelf.ImportAsync(_folder.File("nowhere"), TestContext.Current.CancellationToken)))
            .Message.ShouldContain("on the machine that the studio runs on");

    [Fact]
    public void Fetch_UnknownName_IsRefused() => Should.Throw<EngineException>(() => _shelf.Fetch("nonsense"));

    private string Write(string name, int bytes)
    {
        Directory.CreateDirectory(_folder.File("given"));
        string path = Path.Combine(_folder.File("given"), name);
        File.WriteAllBytes(path, new byte[bytes]);
        return path;
    }
}
