using MyStyle.Studio.Components.Shared;

namespace MyStyle.Studio.Tests.Components.Shared;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 photos")]
    [InlineData(1, "1 photo")]
    [InlineData(1234, "1,234 photos")]
    public void Count_Number_IsSaidWithItsNoun(long count, string words) => Words.Count(count, "photo").ShouldBe(words);

    [Theory]
    [InlineData(999, "999 bytes")]
    [InlineData(2_224, "2 kB")]
    [InlineData(5_646_772, "5.6 MB")]
    [InlineData(381_624_121, "382 MB")]
    [InlineData(2_340_000_000, "2.3 GB")]
    public void Bytes_Length_IsRounded(long bytes, string words) => Words.Bytes(bytes).ShouldBe(words);

    [Theory]
    [InlineData(0.2, "under 1 s")]
    [InlineData(45, "45 s")]
    [InlineData(180, "3 min")]
    [InlineData(7260, "2 h 1 min")]
    public void Duration_Span_IsShort(double seconds, string words) => Words.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    [Theory]
    [InlineData(0.3, "just now")]
    [InlineData(12, "12 min ago")]
    [InlineData(60 * 5, "5 h ago")]
    [InlineData(60 * 30, "yesterday")]
    [InlineData(60 * 24 * 40, "22 Jan 2026")]
    public void Ago_Minutes_AreSaidAsPeopleDo(double minutes, string words)
    {
        DateTimeOffset now = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);
        Words.Ago(now.UtcDateTime.AddMinutes(-minutes), now).ShouldBe(words);
    }

    [Fact]
    public void Figure_Unmeasured_IsADash()
    {
        Words.Figure(null).ShouldBe("–");
        Words.Figure(double.NaN).ShouldBe("–");
        Words.Figure(0.12345).ShouldBe("0.123");
    }
}
