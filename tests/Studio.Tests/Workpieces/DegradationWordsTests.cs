using MyStyle.Engine.Restoration;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Tests.Workpieces;

public sealed class DegradationWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("gray", "no colour")]
    [InlineData("jpeg", "JPEG")]
    [InlineData("blur:2.75,jpeg:30", "blur (2.75 px) and JPEG (quality 30)")]
    [InlineData("haze:0.4:0.9,noise:12,blur:2", "haze (0.4 swallowed), blur (2 px) and noise (12 levels)")]
    public void Of_EachKind_SaysItsStrengthInItsUnit(string spec, string words) => DegradationWords.Of(DegradationSpec.Parse(spec)).ShouldBe(words);
}
