namespace MyStyle.Studio.Files;

/// <summary>What a file is called, for people to read: never a path, never something that a console or a page takes for more than text.</summary>
public static class SafeName
{
    /// <summary>Most characters.</summary>
    public const int Longest = 120;

    private const string Nameless = "photo";

    /// <summary>The last part of a name that a browser sent, with characters that mean something elsewhere replaced.</summary>
    public static string Of(string? name)
    {
        string last = (name ?? "").Split('/', '\\')[^1];
        string clean = string.Concat(last.Select(c => IsPlain(c) ? c : '_')).Trim(' ', '.');
        if (clean.Length > Longest)
        {
            string extension = Path.GetExtension(clean) is { Length: <= 8 } short_ ? short_ : "";
            clean = clean[..(Longest - extension.Length)] + extension;
        }

        return clean.Length == 0 ? Nameless : clean;
    }

    // Control characters, half surrogates and characters that turn the text around can make a name look like another.
    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && "<>:\"|?*".IndexOf(c, StringComparison.Ordinal) < 0
        && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.PrivateUse
            or System.Globalization.UnicodeCategory.OtherNotAssigned);
}
