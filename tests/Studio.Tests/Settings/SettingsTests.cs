using Microsoft.Extensions.Configuration;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Defaults_AreRight()
    {
        new StudioSettings().Problems().ShouldBeEmpty();
        new StudioSettings().DemandsToken.ShouldBeFalse();
    }

    [Fact]
    public void Documentation_ShowsEveryKeyWithItsDefault()
    {
        IConfiguration file = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.json")).Build();
        (StudioSettings read, EngineSettings _) = SettingsRegistration.Read(file);

        Compare(new StudioSettings(), read, file.GetSection(StudioSettings.Section));
    }

    [Theory]
    [InlineData("Studio:Adress", "http://127.0.0.1:1", "Studio:Adress is not a setting. There are Address,")]
    [InlineData("Studio:Uploads:PhotoMegabyte", "3", "Studio:Uploads:PhotoMegabyte is not a setting.")]
    [InlineData("Studio:Address", "https://127.0.0.1:5127", "Studio:Address must look like")]
    [InlineData("Studio:Address", "5127", "Studio:Address must look like")]
    [InlineData("Studio:Address", "http://example.org:80", "must name an address of this machine by its number")]
    [InlineData("Studio:Token", "short", "Studio:Token must have at least 16")]
    [InlineData("Studio:Uploads:PhotoMegabytes", "0", "Studio:Uploads:PhotoMegabytes must lie between 1 and 512, not at 0.")]
    [InlineData("Studio:Uploads:PhotoMegabytes", "many", "Studio:Uploads:PhotoMegabytes")]
    [InlineData("Studio:MostPages", "-1", "Studio:MostPages must lie between")]
    [InlineData("Studio:AllowedHosts:0", "http://x", "Studio:AllowedHosts holds 'http://x'")]
    [InlineData("Engine:Threads", "0", "Engine:Threads must lie between")]
    [InlineData("Engine:Devise", "cpu", "Engine:Devise is not a setting.")]
    public void BadSetting_EndsWithASentenceThatNamesIt(string key, string value, string sentence)
    {
        SettingsException refusal = Should.Throw<SettingsException>(() => SettingsRegistration.CreateBuilder([$"--{key}={value}"]));

        refusal.Message.ShouldContain(sentence);
        refusal.Message.ShouldNotContain(Environment.NewLine);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0", false)]
    [InlineData("http://localhost:80", false)]
    [InlineData("http://[::1]:5127", false)]
    [InlineData("http://0.0.0.0:5127", true)]
    [InlineData("http://[::]:5127", true)]
    [InlineData("http://192.168.1.20:5127", true)]
    public void Address_BeyondThisMachine_DemandsAToken(string address, bool demands)
    {
        StudioSettings settings = new() { Address = address };

        settings.Problems().ShouldBeEmpty();
        settings.DemandsToken.ShouldBe(demands);
    }

    [Theory]
    [InlineData(2, "--Studio:Adress=http://127.0.0.1:0")]
    [InlineData(2, "--address", "nowhere")]
    [InlineData(1, "--data", "/dev/null/nowhere", "--address", "http://127.0.0.1:0")]
    public void Start_ThatCannotBe_EndsWithItsCode(int code, params string[] args)
    {
        object? ended = typeof(Program).Assembly.EntryPoint!.Invoke(null, [args]);

        ended.ShouldBe(code);
    }

    private static void Compare(object expected, object actual, IConfigurationSection section)
    {
        foreach (System.Reflection.PropertyInfo property in expected.GetType().GetProperties())
        {
            section.GetSection(property.Name).Path.ShouldNotBeNull();
            section.GetChildren().Select(child => child.Key).ShouldContain(property.Name);
            if (property.PropertyType == typeof(UploadLimits))
            {
                Compare(property.GetValue(expected)!, property.GetValue(actual)!, section.GetSection(property.Name));
            }
            else
            {
                property.GetValue(actual).ShouldBe(property.GetValue(expected), property.Name);
            }
        }
    }
}
