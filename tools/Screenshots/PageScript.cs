namespace MyStyle.Screenshots;

/// <summary>A page, and what is done to it before it is looked at.</summary>
/// <param name="Address">The page, relative to the studio.</param>
/// <param name="Steps">What is done, as verb and argument.</param>
public sealed record PageScript(string Address, IReadOnlyList<(string Verb, string Argument)> Steps)
{
    /// <summary>A file name for it.</summary>
    public string Name
    {
        get
        {
            string words = string.Join('-', Steps.Where(step => step.Verb != "wait").Select(step => step.Argument == "?" ? "keys" : step.Argument).Prepend(Address.Trim('/')));
            string clean = new([.. words.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
            return clean.Trim('-') is { Length: > 0 } name ? name[..Math.Min(name.Length, 80)] : "people";
        }
    }

    /// <summary>Reads <c>/page|click:testid|wait:300</c>.</summary>
    public static PageScript Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('|');
        return new PageScript(parts[0], [.. parts[1..].Select(part => part.Split(':', 2)).Select(pair => (pair[0], pair.ElementAtOrDefault(1) ?? ""))]);
    }
}
