using System.Text.Json;
using MyStyle.Engine.Imaging;

namespace MyStyle.Cli.Tests;

/// <summary>Tests that share the sample person run one after the other: each uses all cores.</summary>
[CollectionDefinition(Name)]
public sealed class SamplePersonTests : ICollectionFixture<SamplePerson>
{
    public const string Name = "sample person";
}

/// <summary>A test with the sample person at hand.</summary>
[Collection(SamplePersonTests.Name)]
public abstract class PersonTests(SamplePerson person) : CommandTests
{
    private protected SamplePerson Person { get; } = person;

    /// <summary>Runs the command on the sample person, which must succeed.</summary>
    private protected async Task<JsonElement> SucceedAsync(string verb, params string[] arguments)
    {
        CommandRun run = await MyStyle.RunAsync([.. verb.Split(' '), "--person", Person.Path, .. arguments, "--json"]);
        run.ExitCode.ShouldBe(0, run.Errors);
        return run.Json;
    }

    /// <summary>Runs the command, which must fail with one line.</summary>
    private protected async Task<string> FailAsync(params string[] arguments)
    {
        CommandRun run = await MyStyle.RunAsync([.. arguments, "--quiet"]);
        run.ExitCode.ShouldBe(1, run.Errors);
        return run.ErrorLine;
    }

    private protected RgbImage Picture(JsonElement path) => ImageFile.Read(Home.File(path.GetString()!));

    private protected string WriteMask(string name, int width, int height, Func<int, int, bool> white)
    {
        Mask mask = new(width, height);
        for (int i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = white(i % width, i / width) ? (byte)255 : (byte)0;
        }

        ImageWriter.WritePng(Home.File(name), mask);
        return name;
    }
}
