using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyStyle.Studio.Data;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Jobs;

public sealed class JobsApiTests : IAsyncLifetime
{
    private StudioServer _server = null!;
    private Guid _person;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await StudioServer.StartAsync();
        await using StudioDb db = await _server.Get<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Token);
        var person = new PersonEntity { Name = "Ada", Prior = "demo-faces-128" };
        db.People.Add(person);
        await db.SaveChangesAsync(Token);
        _person = person.Id;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Post_AMeasurementOfNobodyTrained_FailsWithASentenceAndIsListed()
    {
        HttpResponseMessage response = await PostAsync(Body());
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        JsonElement job = await ReadAsync(response);
        string id = job.GetProperty("id").GetString()!;
        job.GetProperty("order").GetProperty("kind").GetString().ShouldBe("measure");
        JsonElement failed = await UntilEndedAsync(id);
        failed.GetProperty("state").GetString().ShouldBe("failed");
        failed.GetProperty("error").GetString().ShouldBe("Ada has no prior yet: train one first.");
        JsonElement list = await GetAsync($"api/jobs?person={_person}");
        list.EnumerateArray().Select(item => item.GetProperty("id").GetString()).ShouldBe([id]);
        (await GetAsync($"api/jobs?person={Guid.NewGuid()}")).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Post_Nonsense_IsRefusedWithASentence()
    {
        foreach (string body in new[] { "{}", "no", """{"kind":"train","title":"x","person":"0","order":{}}""", Body(title: "") })
        {
            HttpResponseMessage response = await PostAsync(body);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        }

        HttpResponseMessage unknown = await PostAsync(Body(Guid.NewGuid()));
        (await unknown.Content.ReadAsStringAsync(Token)).ShouldContain("was deleted");
    }

    [Fact]
    public async Task Verbs_OnAJob_AnswerHowItStands()
    {
        string id = (await ReadAsync(await PostAsync(Body()))).GetProperty("id").GetString()!;
        await UntilEndedAsync(id);
        foreach (string verb in new[] { "pause", "resume", "cancel", "move" })
        {
            HttpResponseMessage response = await _server.Client.PostAsync($"api/jobs/{id}/{verb}", null, Token);
            (await ReadAsync(response)).GetProperty("state").GetString().ShouldBe("failed");
        }

        (await _server.Client.PostAsync($"api/jobs/{id}/retry", null, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await UntilEndedAsync(id);
        (await GetAsync($"api/jobs/{id}/events")).EnumerateArray().ShouldContain(item => item.GetProperty("text").GetString() == "queued");
        (await GetAsync($"api/jobs/{id}/checkpoints")).GetArrayLength().ShouldBe(0);
        (await _server.Client.DeleteAsync($"api/jobs/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _server.Client.GetAsync($"api/jobs/{id}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _server.Client.PostAsync($"api/jobs/{id}/pause", null, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Verbs_WithoutTheHeader_AreRefused()
    {
        using HttpClient other = _server.CreateClient(withHeader: false);
        HttpResponseMessage response = await other.PostAsync($"api/jobs/{Guid.NewGuid()}/cancel", null, Token);
        response.IsSuccessStatusCode.ShouldBeFalse();
        response.StatusCode.ShouldNotBe(HttpStatusCode.NotFound);
    }

    private string Body(Guid? person = null, string title = "Measure") => JsonSerializer.Serialize(new
    {
        kind = "evaluate",
        title,
        person = person ?? _person,
        order = new { steps = 1, samples = 1, seed = 0, kind = "measure" },
    });

    private Task<HttpResponseMessage> PostAsync(string body) =>
        _server.Client.PostAsync("api/jobs", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Token);

    private async Task<JsonElement> GetAsync(string address) => await ReadAsync(await _server.Client.GetAsync(address, Token));

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Token));
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private async Task<JsonElement> UntilEndedAsync(string id)
    {
        while (true)
        {
            JsonElement job = await GetAsync($"api/jobs/{id}");
            if (job.GetProperty("state").GetString() is "failed" or "done")
            {
                return job;
            }

            await Task.Delay(20, Token);
        }
    }
}
