using CsCheck;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Tests.Files;

public sealed class SafeNameTests
{
    [Theory]
    [InlineData("me.jpg", "me.jpg")]
    [InlineData("Größe 1.JPG", "Größe 1.JPG")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\fakepath\me.jpg", "me.jpg")]
    [InlineData("..", "photo")]
    [InlineData("", "photo")]
    [InlineData(null, "photo")]
    [InlineData("a\u202Egpj.exe", "a_gpj.exe")]
    [InlineData("a<b>\"c\"|d?.png", "a_b__c__d_.png")]
    [InlineData("nul\0byte.png", "nul_byte.png")]
    public void Of_ANameThatABrowserSends_IsPlain(string? name, string expected) => SafeName.Of(name).ShouldBe(expected);

    [Fact]
    public void Of_AnyText_IsNeverAPathAndStaysAsItIs() => Gen.String.Sample(text =>
    {
        string safe = SafeName.Of(text);
        safe.Length.ShouldBeInRange(1, SafeName.Longest);
        safe.IndexOfAny(['/', '\\', '\0', '\n', '<', '>', ':', '"', '|', '?', '*']).ShouldBe(-1);
        safe.ShouldNotBe(".");
        safe.ShouldNotBe("..");
        Path.GetFileName(safe).ShouldBe(safe);
        SafeName.Of(safe).ShouldBe(safe);
    });
}
