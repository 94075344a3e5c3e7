using System.IO.Compression;
using System.Text;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.People;

public sealed class PersonArchiveTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    private string Archive => _home.File("ada.mystyle");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void PackThenUnpack_GivesTheSameFiles()
    {
        PersonFolder.Save(_home.File("ada"), Somebody.Create());
        PersonFolder.Pack(_home.File("ada"), Archive);
        PersonFolder.Unpack(Archive, _home.File("copy"));
        string[] names = Names("ada");
        names.Length.ShouldBe(7);
        Names("copy").ShouldBe(names);
        foreach (string name in names)
        {
            File.ReadAllBytes(_home.File("copy", name)).ShouldBe(File.ReadAllBytes(_home.File("ada", name)));
        }

        string[] Names(string folder) => [.. Directory.EnumerateFiles(_home.File(folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_home.File(folder), path)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Pack_StoresWithoutCompression()
    {
        PersonFolder.Save(Archive, Somebody.Create());
        using ZipArchive zip = ZipFile.OpenRead(Archive);
        zip.Entries.ShouldAllBe(entry => entry.CompressedLength == entry.Length);
    }

    [Fact]
    public void Pack_IncompletePerson_LeavesNoFile()
    {
        PersonFolder.Save(_home.File("ada"), Somebody.Create());
        File.Delete(_home.File("ada", "generator.safetensors"));
        Should.Throw<EngineException>(() => PersonFolder.Pack(_home.File("ada"), Archive));
        Directory.EnumerateFiles(_home.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Unpack_OntoAnExistingFolder_IsRefused()
    {
        PersonFolder.Save(Archive, Somebody.Create());
        Directory.CreateDirectory(_home.File("there"));
        Should.Throw<EngineException>(() => PersonFolder.Unpack(Archive, _home.File("there"))).Message.ShouldContain("exists already");
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("thumbnails/../../evil.jpg")]
    [InlineData("/tmp/evil.safetensors")]
    [InlineData("thumbnails\\evil.jpg")]
    [InlineData("C:\\evil.jpg")]
    [InlineData("thumbnails/sub/evil.jpg")]
    [InlineData("thumbnails/evil.jpg\n")]
    [InlineData("thumbnails/evil.sh")]
    [InlineData("evil.dll")]
    [InlineData("PERSON.JSON")]
    public void Open_ArchiveWithAForeignName_WritesNothing(string name)
    {
        PersonFolder.Save(Archive, Somebody.Create());
        Add(name, "evil");
        string[] before = Everything();
        Should.Throw<EngineException>(() => PersonFolder.Unpack(Archive, _home.File("out"))).Message.ShouldContain("no person's archive");
        Everything().ShouldBe(before);

        string[] Everything() => [.. Directory.EnumerateFileSystemEntries(_home.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Open_ArchiveWithTheSameNameTwice_IsRefused()
    {
        PersonFolder.Save(Archive, Somebody.Create());
        Add("person.json", "{}");
        Should.Throw<EngineException>(() => PersonFolder.Open(Archive)).Message.ShouldContain("person.json");
    }

    [Fact]
    public void Open_ArchiveThatUnpacksToMoreThanAnnounced_IsRefused()
    {
        byte[] picture = new byte[1_000_000];
        PersonFolder.Save(_home.File("ada"), Somebody.Create() with { Thumbnails = new Dictionary<string, byte[]> { ["zeros.png"] = picture } });
        ZipFile.CreateFromDirectory(_home.File("ada"), Archive, CompressionLevel.Optimal, includeBaseDirectory: false);
        PersonFolder.Open(Archive).Thumbnails["zeros.png"].Length.ShouldBe(picture.Length);

        // The directory at the end of the file announces the length once.
        byte[] file = File.ReadAllBytes(Archive);
        byte[] announced = BitConverter.GetBytes(picture.Length);
        BitConverter.GetBytes(1_000).CopyTo(file, file.AsSpan().LastIndexOf(announced));
        File.WriteAllBytes(Archive, file);
        Should.Throw<EngineException>(() => PersonFolder.Open(Archive)).Message.ShouldContain("damaged");
    }

    [Fact]
    public void Open_ArchiveThatClaimsTerabytes_IsRefusedBeforeUnpacking()
    {
        PersonFolder.Save(Archive, Somebody.Create());
        using (ZipArchive zip = ZipFile.Open(Archive, ZipArchiveMode.Update))
        {
            for (int i = 0; i < 20_001; i++)
            {
                zip.CreateEntry($"thumbnails/{i}.jpg");
            }
        }

        Should.Throw<EngineException>(() => PersonFolder.Open(Archive)).Message.ShouldContain("claims");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void Open_TruncatedArchive_IsRefused(double share)
    {
        PersonFolder.Save(Archive, Somebody.Create());
        byte[] file = File.ReadAllBytes(Archive);
        File.WriteAllBytes(Archive, file[..(int)(file.Length * share)]);
        Should.Throw<EngineException>(() => PersonFolder.Open(Archive)).Message.ShouldContain("damaged");
        Should.Throw<EngineException>(() => PersonFolder.ReadManifest(Archive)).Message.ShouldContain("damaged");
    }

    [Fact]
    public void Open_SomethingElse_IsRefused()
    {
        File.WriteAllBytes(Archive, Encoding.UTF8.GetBytes("<!doctype html>"));
        Should.Throw<EngineException>(() => PersonFolder.Open(Archive)).Message.ShouldContain("no .mystyle file");
    }

    private void Add(string name, string content)
    {
        using ZipArchive zip = ZipFile.Open(Archive, ZipArchiveMode.Update);
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(content);
    }
}
