using System.Net;
using System.Security.Cryptography;
using System.Text;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Models;

public sealed class ModelInstallerTests : IDisposable
{
    private static readonly byte[] Weights = RandomNumberGenerator.GetBytes(300_000);

    private readonly TemporaryFolder _home = new();
    private readonly HttpClient _client = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Installed => _home.File("models", "net.bin");

    public void Dispose()
    {
        _client.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task Install_FromServer_VerifiesAndRecords()
    {
        using var server = new LocalServer(Weights);
        var heard = new List<InstallProgress>();
        string path = await Installer().InstallAsync(Entry(server.Root), progress: new Collector(heard), cancellation: Token);
        path.ShouldBe(Installed);
        File.ReadAllBytes(path).ShouldBe(Weights);
        heard[^1].ShouldBe(new InstallProgress("net.bin", Weights.Length, Weights.Length));
        ModelReceipt receipt = ModelReceipt.Read(path)!;
        receipt.Sha256.ShouldBe(Hash(Weights));
        receipt.Sources["net.bin"].ShouldBe(Hash(Weights));
        Directory.EnumerateFiles(_home.Path, "*.part", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Install_ConnectionCutTwice_GoesOnWhereItStopped()
    {
        using var server = new LocalServer(Weights);
        server.Cuts.Enqueue(100_000);
        server.Cuts.Enqueue(50_000);
        File.ReadAllBytes(await Installer().InstallAsync(Entry(server.Root), cancellation: Token)).ShouldBe(Weights);
        server.Ranges.Count.ShouldBe(3);
        server.Ranges[0].ShouldBe("");
        server.Ranges[1].ShouldStartWith("bytes=");
        server.Ranges[2].ShouldStartWith("bytes=");
    }

    [Fact]
    public async Task Install_AfterAnInterruptedRun_AsksOnlyForTheRest()
    {
        using var server = new LocalServer(Weights);
        Directory.CreateDirectory(_home.File("models", ".downloads"));
        File.WriteAllBytes(_home.File("models", ".downloads", "net-net.bin.part"), Weights[..120_000]);
        File.ReadAllBytes(await Installer().InstallAsync(Entry(server.Root), cancellation: Token)).ShouldBe(Weights);
        server.Ranges.ShouldBe(["bytes=120000-"]);
    }

    [Fact]
    public async Task Install_ServerWithoutRanges_StartsAgain()
    {
        using var server = new LocalServer(Weights) { HonoursRanges = false };
        server.Cuts.Enqueue(100_000);
        File.ReadAllBytes(await Installer().InstallAsync(Entry(server.Root), cancellation: Token)).ShouldBe(Weights);
    }

    [Fact]
    public async Task Install_ServerThatSendsNothing_KeepsWhatArrived()
    {
        using var server = new LocalServer(Weights);
        server.Cuts.Enqueue(100_000);
        for (int i = 0; i < 5; i++)
        {
            server.Cuts.Enqueue(0);
        }

        string message = await FailureAsync(Entry(server.Root));
        message.ShouldContain("run the command again");
        new FileInfo(_home.File("models", ".downloads", "net-net.bin.part")).Length.ShouldBeGreaterThan(0);
        server.Cuts.Clear();
        File.ReadAllBytes(await Installer().InstallAsync(Entry(server.Root), cancellation: Token)).ShouldBe(Weights);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Quota exceeded</body></html>", "web page")]
    [InlineData("\r\n <HTML><head></head></HTML>", "web page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "Git LFS pointer")]
    [InlineData("", "is empty")]
    [InlineData("short", "truncated")]
    public async Task Install_WrongContent_IsNamedAndNotInstalled(string content, string expected)
    {
        using var server = new LocalServer(Encoding.UTF8.GetBytes(content));
        (await FailureAsync(Entry(server.Root))).ShouldContain(expected);
        File.Exists(Installed).ShouldBeFalse();

        string file = _home.File("given.bin");
        File.WriteAllText(file, content);
        (await FailureAsync(Entry(server.Root), file)).ShouldContain(expected);
        File.Exists(Installed).ShouldBeFalse();
    }

    [Fact]
    public async Task Install_WrongHash_ShowsBothAndKeepsTheOldFile()
    {
        using var server = new LocalServer([.. Weights.Reverse()]);
        Directory.CreateDirectory(_home.File("models"));
        File.WriteAllText(Installed, "old");
        string message = await FailureAsync(Entry(server.Root));
        message.ShouldContain(Hash(Weights));
        message.ShouldContain(Hash([.. Weights.Reverse()]));
        File.ReadAllText(Installed).ShouldBe("old");

        server.Content = Weights;
        File.ReadAllBytes(await Installer().InstallAsync(Entry(server.Root), cancellation: Token)).ShouldBe(Weights);
    }

    [Fact]
    public async Task Install_NotFound_SaysSo()
    {
        using var server = new LocalServer([]) { Status = HttpStatusCode.NotFound };
        (await FailureAsync(Entry(server.Root))).ShouldContain("404");
    }

    [Fact]
    public async Task Install_NoServer_PointsToTheFileOption()
    {
        using var server = new LocalServer(Weights);
        Uri address = server.Root;
        server.Dispose();
        (await FailureAsync(Entry(address))).ShouldContain("--from");
    }

    [Fact]
    public async Task Install_FromFile_NeedsNoServerAndLeavesTheFile()
    {
        string file = _home.File("anything.bin");
        File.WriteAllBytes(file, Weights);
        string path = await Installer().InstallAsync(Entry(new Uri("http://127.0.0.1:9/")), [file], cancellation: Token);
        File.ReadAllBytes(path).ShouldBe(Weights);
        File.Exists(file).ShouldBeTrue();
    }

    [Fact]
    public async Task Install_OnlyByHand_NamesThePage()
    {
        ModelEntry entry = Entry(null) with { Sha256 = null };
        entry = entry with { Sources = [entry.Sources[0] with { Sha256 = null, Size = null, Page = new Uri("https://example.org/page") }] };
        (await FailureAsync(entry)).ShouldContain("https://example.org/page");
    }

    [Fact]
    public async Task Install_UnknownHash_IsRecordedAndHeldToFromThenOn()
    {
        ModelEntry entry = Entry(null) with { Sha256 = null, Size = null };
        entry = entry with { Sources = [entry.Sources[0] with { Sha256 = null, Size = null }] };
        string file = _home.File("encoder.bin");
        File.WriteAllBytes(file, Weights);
        await Installer().InstallAsync(entry, [file], cancellation: Token);
        ModelState state = await ModelState.Of(entry, Directories()).VerifyAsync(Token);
        state.Sha256.ShouldBe(Hash(Weights));
        state.IsUsable.ShouldBeTrue();

        byte[] changed = [.. Weights];
        changed[7] ^= 1;
        File.WriteAllBytes(Installed, changed);
        (await ModelState.Of(entry, Directories()).VerifyAsync(Token)).Problem.ShouldNotBeNull().ShouldContain(Hash(Weights));
    }

    [Fact]
    public async Task Install_Cancelled_KeepsWhatArrived()
    {
        using var server = new LocalServer(Weights);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var progress = new Collector([], stop.Cancel);
        await Should.ThrowAsync<OperationCanceledException>(() => Installer().InstallAsync(Entry(server.Root), progress: progress, cancellation: stop.Token));
        File.Exists(Installed).ShouldBeFalse();
        File.Exists(_home.File("models", ".downloads", "net-net.bin.part")).ShouldBeTrue();
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static ModelEntry Entry(Uri? address) => new()
    {
        Name = "net",
        FileName = "net.bin",
        Kind = ModelKind.Prior,
        Description = "A test.",
        Licence = "none",
        Sha256 = Hash(Weights),
        Size = Weights.Length,
        Sources = [new("net.bin", address, Hash(Weights), Weights.Length)],
    };

    private async Task<string> FailureAsync(ModelEntry entry, params string[] files) =>
        (await Should.ThrowAsync<EngineException>(() => Installer().InstallAsync(entry, files, cancellation: Token))).Message;

    private ModelDirectories Directories() => new(null, [_home.File("models")]);

    private ModelInstaller Installer() => new(Directories(), _client, TimeProvider.System);

    private sealed class Collector(List<InstallProgress> heard, Action? then = null) : IProgress<InstallProgress>
    {
        public void Report(InstallProgress value)
        {
            heard.Add(value);
            then?.Invoke();
        }
    }
}
