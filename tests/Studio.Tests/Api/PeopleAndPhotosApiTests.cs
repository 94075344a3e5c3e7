using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MyStyle.Engine.People;
using MyStyle.Engine.Tests.People;
using MyStyle.Studio.Photos;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Api;

public sealed class PeopleAndPhotosApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task APersonsLife_OverHttp()
    {
        await using StudioServer server = await StudioServer.StartAsync();
        string person = await CreateAsync(server, "Sam");

        UploadOutcome added = await UploadAsync(server, person, "photo_001.jpg");
        added.IsNew.ShouldBeTrue();
        await UploadAsync(server, person, "photo_002.jpg");
        await UploadAsync(server, person, "corrupt_001.jpg");
        using HttpResponseMessage known = await server.Client.PostAsJsonAsync(
            $"/api/people/{person}/photos/known", new { files = new[] { new { name = "x.jpg", bytes = 5, sha256 = added.Sha256 } } }, Cancellation);
        (await known.Content.ReadAsStringAsync(Cancellation)).ShouldContain("\"isKnown\":true");
        await server.Get<CurationDesk>().WhenIdleAsync(Guid.Parse(person));

        JsonElement album = await server.Client.GetFromJsonAsync<JsonElement>($"/api/people/{person}/photos", Cancellation);
        album.GetProperty("counts").GetProperty("accepted").GetInt32().ShouldBe(2);
        album.GetProperty("photos")[0].GetProperty("standing").GetString().ShouldBe("accepted");
        album.GetProperty("photos")[2].GetProperty("verdict").GetString().ShouldBe("unreadable");

        using HttpResponseMessage decided = await server.Client.PostAsJsonAsync(
            $"/api/people/{person}/photos/decide", new { photos = new[] { added.Photo }, decision = "is_person" }, Cancellation);
        decided.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await server.Client.PostAsync($"/api/people/{person}/photos/undo", null, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await server.Client.PatchAsJsonAsync($"/api/people/{person}", new { name = "Sammy" }, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await server.Client.GetStringAsync("/api/people", Cancellation)).ShouldContain("Sammy");
        (await server.Client.DeleteAsync($"/api/people/{person}", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using HttpResponseMessage gone = await server.Client.GetAsync($"/api/people/{person}", Cancellation);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        gone.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        gone.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task Pictures_AreServedWithATagAndNotSentTwice()
    {
        await using StudioServer server = await StudioServer.StartAsync();
        string person = await CreateAsync(server, "Sam");
        UploadOutcome added = await UploadAsync(server, person, "photo_001.jpg");
        await server.Get<CurationDesk>().WhenIdleAsync(Guid.Parse(person));

        foreach ((string what, string type) in ((string, string)[])[("file", "image/jpeg"), ("thumbnail", "image/jpeg"), ("aligned", "image/png")])
        {
            string address = $"/api/people/{person}/photos/{added.Photo}/{what}";
            using HttpResponseMessage first = await server.Client.GetAsync(address, Cancellation);
            first.StatusCode.ShouldBe(HttpStatusCode.OK, what);
            first.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            EntityTagHeaderValue tag = first.Headers.ETag.ShouldNotBeNull();
            using HttpRequestMessage again = new(HttpMethod.Get, address);
            again.Headers.IfNoneMatch.Add(tag);
            using HttpResponseMessage second = await server.Client.SendAsync(again, Cancellation);
            second.StatusCode.ShouldBe(HttpStatusCode.NotModified, what);
        }

        using HttpResponseMessage cover = await server.Client.GetAsync($"/api/people/{person}/cover", Cancellation);
        cover.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        foreach (string missing in (string[])[$"photos/{Guid.NewGuid()}/file", $"pictures/{new string('0', 64)}", "pictures/..%2F..%2Fstudio.db"])
        {
            using HttpResponseMessage answer = await server.Client.GetAsync($"/api/people/{person}/{missing}", Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, missing);
        }
    }

    [Fact]
    public async Task WhatIsNoPicture_IsOnlyHandedOver()
    {
        await using StudioServer server = await StudioServer.StartAsync();
        string person = await CreateAsync(server, "Sam");
        using StringContent page = new("<!doctype html><script>alert(1)</script>");
        using HttpResponseMessage put = await server.Client.PutAsync($"/api/people/{person}/photos?name=..%2f..%2fx.html", page, Cancellation);
        UploadOutcome added = (await put.Content.ReadFromJsonAsync<UploadOutcome>(Cancellation))!;

        using HttpResponseMessage file = await server.Client.GetAsync($"/api/people/{person}/photos/{added.Photo}/file", Cancellation);
        using HttpResponseMessage small = await server.Client.GetAsync($"/api/people/{person}/photos/{added.Photo}/thumbnail", Cancellation);

        added.Problem.ShouldNotBeNull();
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        file.Content.Headers.ContentDisposition.FileName.ShouldBe("x.html");
        small.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TooLargeUploads_AreRefusedWithASentence()
    {
        await using StudioServer server = await StudioServer.StartAsync(null, "--Studio:Uploads:PhotoMegabytes=1");
        string person = await CreateAsync(server, "Sam");
        using ByteArrayContent some = new(new byte[(1 << 20) + 5]);

        using HttpResponseMessage little = await server.Client.PutAsync($"/api/people/{person}/photos?name=a.jpg", some, Cancellation);

        little.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await little.Content.ReadAsStringAsync(Cancellation)).ShouldContain("a.jpg is larger than 1 MB");
    }

    [Fact]
    public async Task ImportAndExport_OverHttp()
    {
        await using StudioServer server = await StudioServer.StartAsync();
        using TemporaryFolder folder = new();
        PersonFolder.Save(folder.File("ada.mystyle"), Somebody.Create());
        using ByteArrayContent archive = new(await File.ReadAllBytesAsync(folder.File("ada.mystyle"), Cancellation));
        using ByteArrayContent junk = new([1, 2, 3]);

        using HttpResponseMessage imported = await server.Client.PostAsync("/api/people/import?name=ada.mystyle", archive, Cancellation);
        using HttpResponseMessage refused = await server.Client.PostAsync("/api/people/import?name=junk.mystyle", junk, Cancellation);

        imported.StatusCode.ShouldBe(HttpStatusCode.Created);
        JsonElement card = await imported.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        card.GetProperty("isTrained").GetBoolean().ShouldBeTrue();
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("detail").GetString().ShouldStartWith("junk.mystyle is damaged or no .mystyle file");
        using HttpResponseMessage exported = await server.Client.GetAsync($"/api/people/{card.GetProperty("id").GetString()}/export", Cancellation);
        exported.Content.Headers.ContentDisposition!.FileName.ShouldBe("Ada.mystyle");
        await File.WriteAllBytesAsync(folder.File("back.mystyle"), await exported.Content.ReadAsByteArrayAsync(Cancellation), Cancellation);
        PersonFolder.ReadManifest(folder.File("back.mystyle")).Name.ShouldBe("Ada");
    }

    [Fact]
    public async Task Description_NamesEveryCallWithATagAndASummary()
    {
        await using StudioServer server = await StudioServer.StartAsync();

        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancellation);

        List<string> bare = [];
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty call in path.Value.EnumerateObject())
            {
                if (!call.Value.TryGetProperty("summary", out _) || !call.Value.TryGetProperty("tags", out _) || !call.Value.TryGetProperty("operationId", out _))
                {
                    bare.Add($"{call.Name} {path.Name}");
                }
            }
        }

        bare.ShouldBeEmpty();
        document.GetProperty("paths").EnumerateObject().Count().ShouldBeGreaterThan(20);
    }

    private static async Task<string> CreateAsync(StudioServer server, string name)
    {
        using HttpResponseMessage answer = await server.Client.PostAsJsonAsync("/api/people", new { name }, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("id").GetString()!;
    }

    private static async Task<UploadOutcome> UploadAsync(StudioServer server, string person, string name)
    {
        using ByteArrayContent bytes = new(await File.ReadAllBytesAsync(Albums.Photo(name), Cancellation));
        // As a browser sends a file: under its own type.
        bytes.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using HttpResponseMessage answer = await server.Client.PutAsync($"/api/people/{person}/photos?name={name}", bytes, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<UploadOutcome>(Cancellation))!;
    }
}
