using CsCheck;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Tests.Files;

public sealed class DataFolderTests
{
    private static readonly DataFolder Folder = new(Path.Combine(Path.GetTempPath(), "mystyle-nowhere"));

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData("ABCDEF")]
    [InlineData("zz5d6a7b8c9dab6a7da696295ec4c638eab619dc6513f253c21d98ece9746fef")]
    public void Generator_WhatIsNoHash_IsRefused(string sha) =>
        Should.Throw<ArgumentException>(() => Folder.Generator(Guid.NewGuid(), sha));

    [Theory]
    [InlineData("jpg")]
    [InlineData("./")]
    [InlineData(".JPG")]
    [InlineData(".a/b")]
    [InlineData(".toolong")]
    public void Photo_WhatIsNoEnding_IsRefused(string extension) =>
        Should.Throw<ArgumentException>(() => Folder.Photo(Guid.NewGuid(), new string('a', 64), extension));

    [Fact]
    public void Photo_AnyTextForHashAndEnding_StaysInThePersonsFolder() => Gen.Select(Gen.String, Gen.String).Sample((sha, extension) =>
    {
        Guid person = Guid.NewGuid();
        try
        {
            Path.GetFullPath(Folder.Photo(person, sha, extension)).ShouldStartWith(Folder.Photos(person) + Path.DirectorySeparatorChar);
        }
        catch (ArgumentException)
        {
            // Refused: just as well.
        }
    });
}
