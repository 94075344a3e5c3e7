using System.Text.Json;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Tests.Fixtures;

namespace MyStyle.Engine.Tests.Curation;

public sealed class MessyAlbumTests(CurationFixture fixture) : IClassFixture<CurationFixture>
{
    [Fact]
    public void Run_OnAlbumWithTraps_IsRightAsOftenAsItMustBe()
    {
        string album = Golden.Shared("people", "Tony_Blair", "messy");
        JsonElement labels = CurationFixture.Labels(Path.Combine(album, "labels.json"));

        CurationReport report = fixture.Run(new CurationOptions { PhotosFolder = album, OutputFolder = fixture.NewFolder() });

        Dictionary<string, CuratedPhoto> photos = report.Photos.ToDictionary(p => p.File);
        int right = 0;
        int copies = 0;
        int copiesFound = 0;
        foreach (JsonProperty label in labels.EnumerateObject())
        {
            CuratedPhoto photo = photos[label.Name];
            string expected = label.Value.GetProperty("expected").GetString()!;
            bool also = label.Value.TryGetProperty("also_acceptable", out JsonElement others)
                && others.EnumerateArray().Any(o => o.GetString() == photo.Verdict.Name());
            bool ok = photo.Verdict.Name() == expected || also;
            if (expected == "duplicate")
            {
                copies++;
                string original = label.Value.GetProperty("duplicate_of").GetString()!;
                ok = photo.DuplicateOf == original || photos[original].DuplicateOf == label.Name;
                copiesFound += ok ? 1 : 0;
            }
            else if (expected == "accept" && photo.DuplicateOf is { } keeper)
            {
                // Either member of a labelled pair may be the one that goes.
                ok = labels.TryGetProperty(keeper, out JsonElement other)
                    && other.TryGetProperty("duplicate_of", out JsonElement of) && of.GetString() == label.Name;
            }

            right += ok ? 1 : 0;
            string kind = label.Value.TryGetProperty("kind", out JsonElement k) ? k.GetString()! : "";
            if (expected == "wrong_identity" && kind == "random")
            {
                photo.Verdict.ShouldNotBe(Verdict.Accept, label.Name);
            }
        }

        report.Photos.Count.ShouldBe(labels.EnumerateObject().Count());
        ((double)right / report.Photos.Count).ShouldBeGreaterThanOrEqualTo(0.95);
        copiesFound.ShouldBeGreaterThanOrEqualTo((int)Math.Ceiling(0.9 * copies));
    }
}
