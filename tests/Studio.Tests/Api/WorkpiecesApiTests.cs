using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MyStyle.Studio.Api;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Api;

/// <summary>Opened pictures and results over HTTP.</summary>
public sealed class WorkpiecesApiTests : IAsyncLifetime
{
    private OpenStudio _studio = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Person => $"/api/people/{_studio.Person}";

    public async ValueTask InitializeAsync()
    {
        _studio = await OpenStudio.CreateAsync();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddSingleton(_studio.Workpieces).AddSingleton(_studio.Results).AddSingleton(_studio.Get<PictureStore>());
        builder.Services.AddSingleton(NSubstitute.Substitute.For<MyStyle.Studio.Jobs.IJobs>());
        builder.Services.AddSingleton(new UserPreferences(_studio.Get<DataFolder>(), Microsoft.Extensions.Logging.Abstractions.NullLogger<UserPreferences>.Instance));
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ApiProblems>();
        _app = builder.Build();
        _app.UseExceptionHandler();
        RouteGroupBuilder api = _app.MapGroup("/api");
        api.MapWorkpieces();
        api.MapResults();
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _studio.DisposeAsync();
    }

    [Fact]
    public async Task Open_MaskAndRegion_ComeBackByAddress()
    {
        using ByteArrayContent photo = new(await File.ReadAllBytesAsync(OpenStudio.PhotoPath("photo_031.jpg"), Cancel));
        using HttpResponseMessage opened = await _client.PostAsync($"{Person}/workpieces?name=me.jpg", photo, Cancel);
        opened.StatusCode.ShouldBe(HttpStatusCode.Created);
        JsonElement view = await opened.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        string address = $"{Person}/workpieces/{view.GetProperty("id").GetGuid()}";
        using ByteArrayContent mask = new(OpenStudio.Png(128, 128, (x, _) => x < 30 ? ((byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)0)));
        using HttpResponseMessage kept = await _client.PutAsync($"{address}/mask", mask, Cancel);
        string sha = (await kept.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("sha").GetString()!;
        using HttpResponseMessage back = await _client.GetAsync($"{address}/mask", Cancel);
        back.Headers.ETag!.Tag.ShouldBe($"\"{sha}\"");
        using HttpResponseMessage region = await _client.GetAsync($"{address}/regions/left-half", Cancel);
        region.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        using HttpResponseMessage nonsense = await _client.GetAsync($"{address}/regions/7", Cancel);
        nonsense.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Open_NoPicture_AnswersWithASentence()
    {
        using StringContent text = new("hello");
        using HttpResponseMessage answer = await _client.PostAsync($"{Person}/workpieces?name=a.jpg", text, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("a.jpg");
    }

    [Fact]
    public async Task Picture_KnownTag_IsNotSentAgain()
    {
        ResultEntity result = await _studio.AddResultAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, $"{Person}/results/{result.Id}/picture");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{result.PictureSha}\""));
        using HttpResponseMessage answer = await _client.SendAsync(request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("workpieces/00000000-0000-0000-0000-000000000000/mask")]
    [InlineData("workpieces/00000000-0000-0000-0000-000000000000/small?factor=8")]
    [InlineData("results/00000000-0000-0000-0000-000000000000/picture")]
    [InlineData("reference?name=..%2f..%2fperson.json")]
    public async Task Picture_NotThere_Is404(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync($"{Person}/{path}", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Results_KeptAndDownloaded_AreMarkedAndNamed()
    {
        ResultEntity result = await _studio.AddResultAsync();
        using HttpResponseMessage kept = await _client.PostAsJsonAsync($"{Person}/results/keep", new { results = new[] { result.Id } }, Cancel);
        kept.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        JsonElement list = await _client.GetFromJsonAsync<JsonElement>($"{Person}/results?kept=true&kind=Inpainting", Cancel);
        list[0].GetProperty("id").GetGuid().ShouldBe(result.Id);
        using HttpResponseMessage file = await _client.GetAsync($"{Person}/results/{result.Id}/download", Cancel);
        file.Content.Headers.ContentDisposition!.FileNameStar.ShouldNotBeNull().ShouldStartWith("inpainting-");
    }
}
