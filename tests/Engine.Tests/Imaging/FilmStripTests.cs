using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Tests.Imaging;

public sealed class FilmStripTests
{
    [Fact]
    public void Render_OfFrames_PlacesThemInOneRowInOrder()
    {
        RgbImage strip = FilmStrip.Render([Grey(50), Grey(100), Grey(150)], ["a", "b", "c"], cell: 32);

        strip.Width.ShouldBe((3 * (32 + 6)) + 6);
        Centres(strip, 3, 32).ShouldBe([50, 100, 150]);
        strip.Height.ShouldBeGreaterThan(FilmStrip.Render([Grey(50)], cell: 32).Height);
    }

    [Fact]
    public void Render_OfManyFrames_TakesTheEndsAndEvenSteps()
    {
        RgbImage[] frames = [.. Enumerable.Range(0, 21).Select(i => Grey((byte)(10 * i)))];

        Centres(FilmStrip.Render(frames, cell: 16, most: 5), 5, 16).ShouldBe([0, 50, 100, 150, 200]);
        Centres(FilmStrip.Render(frames, cell: 16, most: 1), 1, 16).ShouldBe([0]);
    }

    [Fact]
    public void Render_OfNothingOrTooFewCaptions_IsRefused()
    {
        Should.Throw<ArgumentException>(() => FilmStrip.Render([]));
        Should.Throw<ArgumentException>(() => FilmStrip.Render([Grey(1), Grey(2)], ["only one"]));
    }

    private static RgbImage Grey(byte level) => new(16, 16, [.. Enumerable.Repeat(level, 3 * 256)]);

    private static byte[] Centres(RgbImage strip, int count, int cell)
        => [.. Enumerable.Range(0, count).Select(i => strip.Row(6 + (cell / 2))[3 * (6 + (i * (cell + 6)) + (cell / 2))])];
}
