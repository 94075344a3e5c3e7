using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MyStyle.Studio.Tests.Fixtures;

namespace MyStyle.Studio.Tests.Security;

public sealed class GateTests
{
    private const string Token = "a-token-for-the-tests";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Loopback_NeedsNoToken()
    {
        await using StudioServer server = await StudioServer.StartAsync();

        using HttpResponseMessage page = await server.Client.GetAsync("/", Cancellation);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        string policy = page.Headers.GetValues("Content-Security-Policy").First();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("'unsafe-eval'");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        page.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Page_ItsOwnScripts_AreAllowedByTheirHash()
    {
        await using StudioServer server = await StudioServer.StartAsync();

        using HttpResponseMessage page = await server.Client.GetAsync("/", Cancellation);

        string policy = page.Headers.GetValues("Content-Security-Policy").First();
        string html = await page.Content.ReadAsStringAsync(Cancellation);
        MatchCollection scripts = Regex.Matches(html, "<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", RegexOptions.Singleline);
        scripts.ShouldNotBeEmpty();
        foreach (Match script in scripts)
        {
            policy.ShouldContain($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups[1].Value)))}'");
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.0.1")]
    public async Task AnotherName_IsMisdirected(string host)
    {
        await using StudioServer server = await StudioServer.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/people");
        request.Headers.Host = host;

        using HttpResponseMessage answer = await server.Client.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData("/api/people", "POST", "http://evil.example")]
    [InlineData("/api/people", "POST", "null")]
    [InlineData("/hub/live", "GET", "http://evil.example")]
    [InlineData("/_blazor", "GET", "http://localhost.evil.example")]
    [InlineData("/hub/live/negotiate", "POST", "http://127.0.0.1:1")]
    public async Task AnotherSite_MayNotChangeOrConnect(string path, string method, string origin)
    {
        await using StudioServer server = await StudioServer.StartAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        request.Headers.Add("Origin", origin);

        using HttpResponseMessage answer = await server.Client.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Change_WithoutTheHeader_IsRefused()
    {
        await using StudioServer server = await StudioServer.StartAsync();
        using HttpClient plain = server.CreateClient(withHeader: false);

        using HttpResponseMessage answer = await plain.PostAsync("/api/people", new StringContent("{}"), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("X-MyStyle");
    }

    [Theory]
    [InlineData("/api/people")]
    [InlineData("/hub/live/negotiate")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/app.css")]
    [InlineData("/openapi/v1.json")]
    public async Task WithoutAToken_NothingIsServed(string path)
    {
        await using StudioServer server = await StudioServer.StartAsync(null, "--Studio:AlwaysDemandToken=true");

        using HttpResponseMessage answer = await server.Client.GetAsync(path, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task WithoutAToken_APageLeadsToTheLogin()
    {
        await using StudioServer server = await StudioServer.StartAsync(null, "--Studio:AlwaysDemandToken=true");
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.Accept.ParseAdd("text/html");

        using HttpResponseMessage answer = await server.Client.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/login");
    }

    [Fact]
    public async Task TheRightToken_GivesACookieThatOpensEverything()
    {
        await using StudioServer server = await StudioServer.StartAsync(null, "--Studio:Address=http://0.0.0.0:0", $"--Studio:Token={Token}");

        using HttpResponseMessage login = await server.Client.GetAsync($"/login?token={Token}", Cancellation);
        using HttpResponseMessage page = await server.Client.GetAsync("/", Cancellation);

        login.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        string cookie = login.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain(Token);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TheRightToken_InTheHeader_LetsAProgramIn()
    {
        await using StudioServer server = await StudioServer.StartAsync(null, "--Studio:AlwaysDemandToken=true", $"--Studio:Token={Token}");
        server.Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        using HttpResponseMessage page = await server.Client.GetAsync("/", Cancellation);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task WrongTokens_AreRefusedAndThenSlowedDown()
    {
        await using StudioServer server = await StudioServer.StartAsync(null, "--Studio:AlwaysDemandToken=true", $"--Studio:Token={Token}");

        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 12; i++)
        {
            using HttpResponseMessage answer = await server.Client.GetAsync($"/login?token=wrong-{i}", Cancellation);
            answers.Add(answer.StatusCode);
        }

        answers.Take(10).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task AForgedCookie_OpensNothing()
    {
        await using StudioServer server = await StudioServer.StartAsync(null, "--Studio:AlwaysDemandToken=true");
        using HttpRequestMessage request = new(HttpMethod.Get, "/app.css");
        request.Headers.Add("Cookie", "mystyle-login=CfDJ8forged");

        using HttpResponseMessage answer = await server.Client.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AGeneratedToken_IsKeptOnlyAsAHash()
    {
        using TemporaryFolder folder = new();
        string made;
        await using (StudioServer first = await StudioServer.StartAsync(folder.File("data"), "--Studio:AlwaysDemandToken=true"))
        {
            made = first.Get<MyStyle.Studio.Security.AccessToken>().ForConsole.ShouldNotBeNull();
            string kept = await File.ReadAllTextAsync(folder.File("data", "token"), Cancellation);
            kept.ShouldNotContain(made);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(folder.File("data", "token")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        await using StudioServer second = await StudioServer.StartAsync(folder.File("data"), "--Studio:AlwaysDemandToken=true");
        second.Get<MyStyle.Studio.Security.AccessToken>().ForConsole.ShouldBeNull();
        second.Get<MyStyle.Studio.Security.AccessToken>().IsRight(made).ShouldBeTrue();
        second.Get<MyStyle.Studio.Security.AccessToken>().IsRight(made + "x").ShouldBeFalse();
    }
}
