using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Models;

public class ModelCatalogueTests
{
    [Fact]
    public void Entries_Bundled_AreExactlyTheFilesThatShip()
    {
        string root = Repository.Asset("models");
        string[] files = [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("LICENSE", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        ModelCatalogue.Entries.Where(entry => entry.IsBundled).Select(entry => entry.FileName).Order(StringComparer.Ordinal).ShouldBe(files);
        foreach (ModelEntry entry in ModelCatalogue.Entries.Where(entry => entry.IsBundled))
        {
            byte[] content = File.ReadAllBytes(Path.Combine(root, entry.FileName));
            entry.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)), entry.Name);
            entry.Size.ShouldBe(content.Length, entry.Name);
        }
    }

    [Fact]
    public void Sources_OfTorchvision_CarryTheirHashInTheirName()
    {
        ModelSource[] torchvision = [.. ModelCatalogue.Entries.SelectMany(entry => entry.Sources)
            .Where(source => source.Address?.Host == "download.pytorch.org")];
        torchvision.Length.ShouldBe(3);
        foreach (ModelSource source in torchvision)
        {
            string digits = Regex.Match(source.FileName, "-([0-9a-f]{8})\\.pth$").Groups[1].Value;
            source.Sha256.ShouldNotBeNull().ShouldStartWith(digits);
        }
    }

    [Fact]
    public void Entries_Installable_CanBeHadAndHaveWellFormedHashes()
    {
        foreach (ModelEntry entry in ModelCatalogue.Entries.Where(entry => !entry.IsBundled))
        {
            entry.Sources.ShouldNotBeEmpty(entry.Name);
            entry.Licence.ShouldNotBeNullOrWhiteSpace();
            foreach (ModelSource source in entry.Sources)
            {
                (source.Address ?? source.Page).ShouldNotBeNull(entry.Name).Scheme.ShouldBe("https");
                source.Sha256?.ShouldMatch("^[0-9a-f]{64}$");
            }
        }
    }

    [Theory]
    [InlineData("lpips-alex", "models/lpips_alex_v0.1.safetensors")]
    [InlineData("lpips-squeeze", "models/lpips_squeeze_v0.1.safetensors")]
    [InlineData("ffhq-rotation", "models/directions-ffhq/rotation.pt")]
    [InlineData("ffhq-smile", "models/directions-ffhq/smile.pt")]
    [InlineData("ffhq-age", "models/directions-ffhq/age.pt")]
    public void Entries_PinnedHash_IsThatOfTheRealFile(string name, string file)
    {
        byte[] content = File.ReadAllBytes(Golden.Shared(file.Split('/')));
        ModelCatalogue.Find(name)!.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    [Fact]
    public void Names_AreUnique() => ModelCatalogue.Entries.Select(entry => entry.Name).ShouldBeUnique();

    [Fact]
    public void PerceptualNetwork_WithoutLpips_IsTheNarrowOne() =>
        Directories("/nowhere").PerceptualNetwork().Name.ShouldBe(ModelCatalogue.PerceptualNarrow);

    [Theory]
    [InlineData("lpips_squeeze_v0.1.safetensors", "lpips-squeeze")]
    [InlineData("lpips_alex_v0.1.safetensors", "lpips-alex")]
    public void PerceptualNetwork_WithLpips_IsLpips(string file, string expected)
    {
        using var home = new TemporaryFolder();
        File.WriteAllText(home.File(file), "");
        Directories(home.Path).PerceptualNetwork().Name.ShouldBe(expected);
    }

    [Fact]
    public void Require_SameFileInBothFolders_TakesTheBundledOne()
    {
        using var home = new TemporaryFolder();
        File.WriteAllText(home.File("perceptual_narrow.safetensors"), "");
        Directories(home.Path).Require(ModelCatalogue.PerceptualNarrow).ShouldStartWith(Repository.Asset("models"));
    }

    [Fact]
    public void Require_MissingModel_SaysHowToGetIt() =>
        Should.Throw<EngineException>(() => Directories("/nowhere").Require("ffhq")).Message.ShouldContain("mystyle models install ffhq");

    [Fact]
    public void Require_UnknownName_PointsToTheList() =>
        Should.Throw<EngineException>(() => Directories("/nowhere").Require("no-such")).Message.ShouldContain("models list");

    [Fact]
    public void Create_InThisCheckout_FindsTheBundledModels() =>
        File.Exists(ModelDirectories.Create().Require(ModelCatalogue.DemoPrior)).ShouldBeTrue();

    private static ModelDirectories Directories(string own) => new(Repository.Asset("models"), [own]);
}
