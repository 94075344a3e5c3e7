using System.Text;
using Microsoft.Playwright;
using MyStyle.Browser.Tests.Fixtures;

namespace MyStyle.Browser.Tests.People;

public sealed class DeletionTests(Chromium chromium, SharedStudio shared) : BrowserTest(chromium, shared)
{
    private const string Name = "Zwetschgenmus Quittenbrot";
    private const string File = "blaubeere";

    [Fact]
    public async Task Delete_PersonWithPhotos_LeavesNothingOnDiskOrInTheDatabase()
    {
        Visit visit = await VisitAsync("/");
        string person = await visit.MakePersonAsync(Name);
        await visit.GoAsync($"/people/{person}/photos");
        await visit.Get("upload-input").SetInputFilesAsync(SamplePhotos.Good(2).Select((path, i) => new FilePayload
        {
            Name = $"{File}-{i}.jpg",
            MimeType = "image/jpeg",
            Buffer = System.IO.File.ReadAllBytes(path),
        }));
        await AlbumTests.JudgedAsync(visit, 2);
        Holders(Name).ShouldNotBeEmpty("the name is in the database while the person is there");
        Directory.Exists(Folder(person)).ShouldBeTrue();

        await visit.GoAsync("/");
        await visit.Page.Locator("[data-testid=person-card]", new() { HasText = Name }).Locator("[data-testid=person-more] button").ClickAsync();
        await visit.Get("person-delete").ClickAsync();
        await visit.Get("confirm-name").FillAsync(Name);
        await visit.Get("confirm-yes").ClickAsync();

        await visit.UntilAsync("name => ![...document.querySelectorAll('[data-testid=person-card]')].some(card => card.textContent.includes(name))", Name);
        Directory.Exists(Folder(person)).ShouldBeFalse();
        Holders(Name).ShouldBeEmpty();
        Holders(File).ShouldBeEmpty();
        await visit.AssertCalmAsync();
    }

    private string Folder(string person) => Path.Combine(Data, "people", Guid.Parse(person).ToString("N"));

    /// <summary>Files of the database, its log among them, in which any of the words stands.</summary>
    private List<string> Holders(params string[] words)
    {
        List<string> holders = [];
        foreach (string path in Directory.EnumerateFiles(Data, "studio.db*"))
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using MemoryStream bytes = new();
            file.CopyTo(bytes);
            ReadOnlySpan<byte> all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
            foreach (string word in words)
            {
                if (all.IndexOf(Encoding.UTF8.GetBytes(word)) >= 0)
                {
                    holders.Add($"{Path.GetFileName(path)}: {word}");
                }
            }
        }

        return holders;
    }
}
