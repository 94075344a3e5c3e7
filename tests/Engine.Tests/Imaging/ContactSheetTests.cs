using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Tests.Imaging;

public sealed class ContactSheetTests
{
    [Fact]
    public void Render_OfCaptionedPictures_DrawsPicturesInTheirCellsAndText()
    {
        RgbImage red = new(20, 10);
        for (int i = 0; i < red.Pixels.Length; i += 3)
        {
            red.Pixels[i] = 255;
        }

        ContactSheet sheet = new(cell: 40, columns: 2, gap: 4) { Title = "Title" };
        sheet.Add(red, "a");
        sheet.Add(red, "two\nlines");
        sheet.Add(red);

        RgbImage image = sheet.Render();

        sheet.Count.ShouldBe(3);
        image.Width.ShouldBe((2 * 44) + 4);
        int header = (7 * 2) + 8;
        image.Row(header + 4 + 20)[3 * (4 + 20)].ShouldBe((byte)255);
        image.Row(header + 4 + 2)[3 * (4 + 20)].ShouldBe((byte)24);
        Ink(image, 0, header).ShouldBeGreaterThan(40);
        Ink(image, header + 4 + 40, header + 4 + 40 + 12).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Render_OfEveryPrintableCharacter_GivesEachItsOwnShape()
    {
        HashSet<string> shapes = [];
        for (char c = ' '; c <= '~'; c++)
        {
            RgbImage image = new(6, 8);
            TinyFont.Draw(image, c.ToString(), 0, 0, 1, (255, 255, 255));
            shapes.Add(Convert.ToHexString(image.Pixels)).ShouldBeTrue($"'{c}' looks like another character");
        }
    }

    private static int Ink(RgbImage image, int fromRow, int toRow)
    {
        int count = 0;
        for (int y = fromRow; y < toRow; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                count += image.Row(y)[(3 * x) + 1] > 200 ? 1 : 0;
            }
        }

        return count;
    }
}
