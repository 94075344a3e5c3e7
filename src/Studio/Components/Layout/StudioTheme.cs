using MudBlazor;

namespace MyStyle.Studio.Components.Layout;

/// <summary>The look of MudBlazor's controls: the same colours as the tokens of app.css.</summary>
public static class StudioTheme
{
    private static readonly string[] Family = ["Hanken Grotesk", "system-ui", "-apple-system", "Segoe UI", "Liberation Sans", "sans-serif"];

    /// <summary>Both themes.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteDark = Fill(
            new PaletteDark(), "#131312", "#1c1c1a", "#272624", "#3d3b38", "#eeebe6", "#aaa59d", "#f0a04b", "#1d1206", "#82baea", "#f28b82", "#8fca8b", "#131312"),
        PaletteLight = Fill(
            new PaletteLight(), "#f4f3f0", "#fdfdfb", "#e9e7e3", "#cdc9c3", "#1f1d1b", "#5c5852", "#944a00", "#ffffff", "#1d5c96", "#ab221b", "#2a682d", "#ffffff"),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Family, FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "0" },
            H6 = new H6Typography { FontFamily = Family, FontSize = "1.125rem", FontWeight = "620", LineHeight = "1.3", LetterSpacing = "-0.01em" },
            Body1 = new Body1Typography { FontFamily = Family, FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontFamily = Family, FontSize = ".875rem", LineHeight = "1.45", LetterSpacing = "0" },
            Button = new ButtonTypography
            {
                FontFamily = Family,
                FontSize = ".875rem",
                FontWeight = "600",
                LineHeight = "1.6",
                LetterSpacing = "0",
                TextTransform = "none",
            },
            Caption = new CaptionTypography { FontFamily = Family, FontSize = ".8125rem", LineHeight = "1.4", LetterSpacing = "0" },
        },
    };

    private static T Fill<T>(
        T palette, string background, string surface, string raised, string line, string text, string quiet, string accent, string accentText,
        string cool, string danger, string ok, string onStatus)
        where T : Palette
    {
        palette.Background = background;
        palette.BackgroundGray = raised;
        palette.Surface = surface;
        palette.AppbarBackground = surface;
        palette.AppbarText = text;
        palette.DrawerBackground = surface;
        palette.DrawerText = text;
        palette.DrawerIcon = quiet;
        palette.Primary = accent;
        palette.PrimaryContrastText = accentText;
        palette.Secondary = cool;
        palette.SecondaryContrastText = onStatus;
        palette.Tertiary = quiet;
        palette.Info = cool;
        palette.InfoContrastText = onStatus;
        palette.Success = ok;
        palette.SuccessContrastText = onStatus;
        palette.Warning = accent;
        palette.WarningContrastText = accentText;
        palette.Error = danger;
        palette.ErrorContrastText = onStatus;
        palette.Dark = raised;
        palette.DarkContrastText = text;
        palette.TextPrimary = text;
        palette.TextSecondary = quiet;
        palette.TextDisabled = quiet;
        palette.ActionDefault = text;
        palette.ActionDisabled = quiet;
        palette.ActionDisabledBackground = raised;
        palette.LinesDefault = line;
        palette.LinesInputs = quiet;
        palette.TableLines = line;
        palette.Divider = line;
        palette.DividerLight = line;
        palette.Skeleton = raised;
        return palette;
    }
}
