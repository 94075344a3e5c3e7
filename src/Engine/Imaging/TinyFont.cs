namespace MyStyle.Engine.Imaging;

/// <summary>
/// Printable ASCII in 5 by 7 dots, for captions: the same on every machine, fonts installed or not. Other characters show as a
/// question mark.
/// </summary>
internal static class TinyFont
{
    public const int Height = 7;
    public const int Advance = 6;

    // Seven rows a character from the space on, a digit in base 32 a row, the highest bit leftmost.
    private const string Rows =
        "00000004444404AA00000AAVAVAA4FKE5U4OP248J3CIK8LID4400000248884284222480A4V4A0044V4400000448000V00000000CC11248GG"
        + "EHJLPHE4C4444EEH168GVEH161HE26AIV22VGU11HE68GUHHEV124888EHHEHHEEHHF12C0CC0CC00CC0C48248G84200V0V008421248EH12404"
        + "EHNLNGFEHHVHHHUHHUHHUEHGGGHEUHHHHHUVGGUGGVVGGUGGGEHGNHHFHHHVHHHE44444E72222ICHIKOKIHGGGGGGVHRLLHHHHHPLJHHEHHHHHE"
        + "UHHUGGGEHHHLIDUHHUKIHFGGE11UV444444HHHHHHEHHHHHA4HHHLLRHHHA4AHHHHA4444V1248GVE88888EGG84211E22222E4AH0000000000V"
        + "840000000E1FHFGGUHHHU00FGGGF11FHHHF00EHVGE68U88880FHHF1EGGUHHHH40C444E20622ICGGIKOKIC44444E00QLLLL00UHHHH00EHHHE"
        + "0UHHUGG0FHHF1100MOGGG00FGE1U88U888600HHHHF00HHHA400HLLLA00HA4AH0HHHF1E00V248V244844244444448442448008L200";

    public static int Width(string text) => Math.Max(0, (text.Length * Advance) - 1);

    /// <summary>Draws text from its upper left corner, each dot <paramref name="scale"/> pixels; what lies outside is cut.</summary>
    public static void Draw(RgbImage image, string text, int left, int top, int scale, (byte R, byte G, byte B) color)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i] is >= ' ' and <= '~' ? text[i] : '?';
            for (int row = 0; row < Height; row++)
            {
                char digit = Rows[((c - ' ') * Height) + row];
                int bits = digit <= '9' ? digit - '0' : digit - 'A' + 10;
                for (int column = 0; column < 5; column++)
                {
                    if ((bits & (16 >> column)) != 0)
                    {
                        Fill(image, left + (((i * Advance) + column) * scale), top + (row * scale), scale, color);
                    }
                }
            }
        }
    }

    private static void Fill(RgbImage image, int left, int top, int size, (byte R, byte G, byte B) color)
    {
        for (int y = Math.Max(top, 0); y < Math.Min(top + size, image.Height); y++)
        {
            for (int x = Math.Max(left, 0); x < Math.Min(left + size, image.Width); x++)
            {
                Span<byte> pixel = image.Row(y).Slice(3 * x, 3);
                pixel[0] = color.R;
                pixel[1] = color.G;
                pixel[2] = color.B;
            }
        }
    }
}
