using System.Text.Json;

namespace MyStyle.Cli.Tests;

public sealed class GenerateTests(SamplePerson person) : PersonTests(person)
{
    [Theory]
    [InlineData("three-anchors", "0")]
    [InlineData("uniform", "0.02")]
    [InlineData("hit-and-run", "0")]
    public async Task Generate_WithASeed_RepeatsItself(string sampler, string beta)
    {
        string[] arguments = ["--count", "3", "--sampler", sampler, "--beta", beta, "--seed", "5"];
        JsonElement first = await SucceedAsync("generate", [.. arguments, "--out", "first"]);
        JsonElement[] images = [.. first.GetProperty("images").EnumerateArray()];
        images.Length.ShouldBe(3);
        first.GetProperty("id").GetDouble().ShouldBe(images.Average(image => image.GetProperty("id").GetDouble()), 1e-9);
        images.Select(image => Convert.ToHexString(Picture(image.GetProperty("image")).Pixels)).Distinct().Count().ShouldBe(3);
        if (sampler == "uniform")
        {
            JsonElement second = await SucceedAsync("generate", [.. arguments, "--out", "second"]);
            Picture(second.GetProperty("images")[2].GetProperty("image")).Pixels.ShouldBe(Picture(images[2].GetProperty("image")).Pixels);
        }
    }

    [Theory]
    [InlineData("--count", "0")]
    [InlineData("--count", "2", "--beta", "none")]
    public async Task Generate_WhatCannotBe_IsBadUsage(params string[] arguments) =>
        (await MyStyle.RunAsync(["generate", "--person", Person.Path, "--out", "out", .. arguments])).ExitCode.ShouldBe(2);
}
