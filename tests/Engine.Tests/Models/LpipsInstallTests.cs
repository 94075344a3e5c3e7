using System.Security.Cryptography;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;
using MyStyle.Engine.Tests.Weights;
using MyStyle.Engine.Weights;
using TemporaryFolder = MyStyle.Engine.Tests.Fixtures.TemporaryFolder;

namespace MyStyle.Engine.Tests.Models;

public sealed class LpipsInstallTests : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly HttpClient _client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task Install_TwoPublishedFiles_GiveTheTensorsOfTheReadyOne()
    {
        WeightFile ready = Safetensors.Read(Golden.Shared("models", "lpips_alex_v0.1.safetensors"));
        ModelEntry entry = Entry(
            Publish("backbone.pth", ready, name => name.StartsWith("features.", StringComparison.Ordinal), ("classifier.1.weight", StoredTensor.FromFloats([1], 1))),
            Publish("lins.pth", ready, name => name.StartsWith("lin", StringComparison.Ordinal)));

        using var server = new LocalServer(File.ReadAllBytes(_home.File("lins.pth")));
        entry = entry with { Sources = [entry.Sources[0], entry.Sources[1] with { Address = server.Root }] };
        string path = await Installer().InstallAsync(entry, [_home.File("backbone.pth")], cancellation: Token);

        IReadOnlyDictionary<string, StoredTensor> installed = Safetensors.Read(path).Tensors;
        string[] expected = [.. ready.Tensors.Keys.Where(name => !name.StartsWith("scaling", StringComparison.Ordinal))];
        installed.ShouldEqual(expected.ToDictionary(name => name, name => ready.Tensors[name]));
        (await ModelState.Of(entry, Directories()).VerifyAsync(Token)).IsUsable.ShouldBeTrue();
    }

    [Fact]
    public async Task Install_ReadyFile_IsTakenAsItIs()
    {
        string ready = Golden.Shared("models", "lpips_squeeze_v0.1.safetensors");
        ModelEntry entry = ModelCatalogue.Find("lpips-squeeze")!;
        string path = await Installer().InstallAsync(entry, [ready], cancellation: Token);
        File.ReadAllBytes(path).ShouldBe(File.ReadAllBytes(ready));
        Directories().PerceptualNetwork().Name.ShouldBe("lpips-squeeze");
    }

    [Fact]
    public async Task Install_RightHashButNoLpips_IsRefused()
    {
        var other = new WeightFile(new Dictionary<string, StoredTensor> { ["weight"] = StoredTensor.FromFloats([1], 1) }, new Dictionary<string, string>());
        ModelEntry entry = Entry(Publish("backbone.pth", other, _ => true), Publish("lins.pth", other, _ => true, ("lin0.model.1.weight", StoredTensor.FromFloats([2], 1))));
        string[] files = [_home.File("backbone.pth"), _home.File("lins.pth")];
        EngineException failure = await Should.ThrowAsync<EngineException>(() => Installer().InstallAsync(entry, files, cancellation: Token));
        failure.Message.ShouldContain("does not hold a torchvision backbone");
        File.Exists(_home.File("models", entry.FileName)).ShouldBeFalse();
    }

    private static ModelEntry Entry(ModelSource backbone, ModelSource lins) => new()
    {
        Name = "lpips-test",
        FileName = "lpips_test_v0.1.safetensors",
        Kind = ModelKind.Perceptual,
        Description = "A test.",
        Licence = "none",
        Sources = [backbone, lins],
        Assembly = ModelAssembly.Lpips,
    };

    private ModelSource Publish(string name, WeightFile file, Func<string, bool> wanted, params (string Name, StoredTensor Tensor)[] more)
    {
        Dictionary<string, StoredTensor> tensors = file.Tensors.Where(item => wanted(item.Key)).ToDictionary();
        foreach ((string key, StoredTensor tensor) in more)
        {
            tensors[key] = tensor;
        }

        TorchFile.WriteStateDict(_home.File(name), new WeightFile(tensors, new Dictionary<string, string>()));
        byte[] content = File.ReadAllBytes(_home.File(name));
        return new ModelSource(name, null, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
    }

    private ModelDirectories Directories() => new(null, [_home.File("models")]);

    private ModelInstaller Installer() => new(Directories(), _client, TimeProvider.System);
}
