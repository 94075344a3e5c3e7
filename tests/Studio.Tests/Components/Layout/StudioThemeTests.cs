using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MudBlazor;
using MudBlazor.Utilities;
using MyStyle.Studio.Components.Layout;

namespace MyStyle.Studio.Tests.Components.Layout;

public sealed partial class StudioThemeTests
{
    public static TheoryData<bool> Themes => [true, false];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Palette_OfTheme_EqualsTheTokens(bool isDark)
    {
        Dictionary<string, string> tokens = Tokens(isDark);
        Palette palette = PaletteOf(isDark);
        Dictionary<string, MudColor> colours = new()
        {
            ["bg"] = palette.Background,
            ["surface"] = palette.Surface,
            ["surface-2"] = palette.BackgroundGray,
            ["line"] = palette.LinesDefault,
            ["text"] = palette.TextPrimary,
            ["text-quiet"] = palette.TextSecondary,
            ["accent"] = palette.Primary,
            ["accent-text"] = palette.PrimaryContrastText,
            ["cool"] = palette.Info,
            ["danger"] = palette.Error,
            ["ok"] = palette.Success,
        };

        foreach ((string token, MudColor colour) in colours)
        {
            colour.ToString(MudColorOutputFormats.Hex).ShouldBe(tokens[token], token);
        }
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Tokens_OfText_HaveEnoughContrast(bool isDark)
    {
        Dictionary<string, string> tokens = Tokens(isDark);
        string[] grounds = ["bg", "surface", "surface-2"];
        string[] inks = ["text", "text-quiet", "accent", "cool", "danger", "ok"];
        foreach (string ground in grounds)
        {
            foreach (string ink in inks)
            {
                Contrast(tokens[ink], tokens[ground]).ShouldBeGreaterThanOrEqualTo(4.5, $"{ink} on {ground}");
            }
        }

        Contrast(tokens["accent-text"], tokens["accent"]).ShouldBeGreaterThanOrEqualTo(4.5);
    }

    private static Palette PaletteOf(bool isDark) => isDark ? StudioTheme.Theme.PaletteDark : StudioTheme.Theme.PaletteLight;

    private static Dictionary<string, string> Tokens(bool isDark, [CallerFilePath] string here = "")
    {
        string css = File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../../src/Studio/wwwroot/app.css"));
        string block = css[css.IndexOf(isDark ? ":root, [data-theme=\"dark\"] {" : "[data-theme=\"light\"] {", StringComparison.Ordinal)..];
        return Token().Matches(block[..block.IndexOf('}', StringComparison.Ordinal)])
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    private static double Contrast(string one, string other)
    {
        double a = Luminance(one);
        double b = Luminance(other);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double[] linear = [.. new[] { 1, 3, 5 }
            .Select(start => int.Parse(hex.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex("--ms-([a-z0-9-]+):\\s*(#[0-9a-f]{6})")]
    private static partial Regex Token();
}
