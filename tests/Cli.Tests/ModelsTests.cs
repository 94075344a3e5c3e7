using System.Security.Cryptography;
using System.Text.Json;

namespace MyStyle.Cli.Tests;

public sealed class ModelsTests : CommandTests
{
    [Fact]
    public async Task List_TellsWhereToGetWhatIsMissing()
    {
        CommandRun run = await MyStyle.RunAsync("models");
        run.ExitCode.ShouldBe(0);
        run.Errors.ShouldContain("https://download.pytorch.org/models/alexnet-owt-7be5be79.pth");
        run.Errors.ShouldContain("7be5be791159472b1fbf3c69796f7cb30dca7ad8466c2df70058c37116cdee02");
    }

    [Fact]
    public async Task Verify_BundledModels_AreRight()
    {
        CommandRun run = await MyStyle.RunAsync("models", "verify", "--json");
        run.ExitCode.ShouldBe(0);
        run.Json.GetProperty("models").EnumerateArray().ShouldAllBe(model => model.GetProperty("right").GetBoolean());
    }

    [Fact]
    public async Task InstallFromFile_ThenListAndVerify_ThenATamperedFile()
    {
        byte[] weights = RandomNumberGenerator.GetBytes(4096);
        File.WriteAllBytes(Home.File("encoder.pt"), weights);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(weights));

        CommandRun install = await MyStyle.RunAsync("models", "install", "ffhq-w-encoder", "--from", "encoder.pt", "--json");
        install.ExitCode.ShouldBe(0, install.Errors);
        install.Json.GetProperty("sha256").GetString().ShouldBe(sha256);
        string path = install.Json.GetProperty("path").GetString()!;
        path.ShouldStartWith(Home.File("data", "mystyle", "models"));
        File.ReadAllBytes(path).ShouldBe(weights);

        JsonElement listed = (await MyStyle.RunAsync("models", "--json")).Json.GetProperty("models").EnumerateArray()
            .Single(model => model.GetProperty("name").GetString() == "ffhq-w-encoder");
        listed.GetProperty("status").GetString().ShouldBe("installed");
        listed.GetProperty("sha256").GetString().ShouldBe(sha256);
        (await MyStyle.RunAsync("models", "verify", "ffhq-w-encoder")).ExitCode.ShouldBe(0);

        weights[100] ^= 1;
        File.WriteAllBytes(path, weights);
        CommandRun verify = await MyStyle.RunAsync("models", "verify", "ffhq-w-encoder", "--json");
        verify.ExitCode.ShouldBe(1);
        verify.Json.GetProperty("models")[0].GetProperty("right").GetBoolean().ShouldBeFalse();
        verify.Errors.ShouldContain(sha256);
    }

    [Fact]
    public async Task InstallFromFile_ThatIsAWebPage_NamesIt()
    {
        File.WriteAllText(Home.File("ffhq.pkl"), "<!doctype html><html>Too many users have viewed this file</html>");
        CommandRun run = await MyStyle.RunAsync("models", "install", "ffhq", "--from", "ffhq.pkl", "--quiet");
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldContain("web page");
    }

    [Fact]
    public async Task Install_ThatOnlyAPersonCanFetch_NamesThePage()
    {
        CommandRun run = await MyStyle.RunAsync("models", "install", "ffhq-w-encoder", "--quiet");
        run.ExitCode.ShouldBe(1);
        run.ErrorLine.ShouldContain("drive.google.com");
    }
}
