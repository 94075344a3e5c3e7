using System.Globalization;
using System.Net;
using System.Text;

namespace MyStyle.Cli.Demo;

/// <summary>Writes the demo's page: one column of pictures on a dark ground, no script, no address outside the folder.</summary>
internal static class DemoPage
{
    private const string Style = """
        :root { color-scheme: dark; --ground: #161412; --ink: #e8e2da; --quiet: #a39a8f; --warm: #e8a35c; }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        main { max-width: 74rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
        h1 { font-size: 2rem; font-weight: 600; margin: 0 0 .25rem; letter-spacing: -.01em; }
        h2 { font-size: 1.2rem; font-weight: 600; margin: 3rem 0 .25rem; }
        p { max-width: 44rem; color: var(--quiet); margin: 0 0 1rem; }
        p.lead { color: var(--ink); }
        p.mark { border-left: 3px solid var(--warm); padding-left: .75rem; }
        img { max-width: 100%; height: auto; display: block; border-radius: 4px; image-rendering: auto; }
        dl { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin: 1.5rem 0; font-variant-numeric: tabular-nums; }
        dt { color: var(--quiet); font-size: .85rem; } dd { margin: 0; font-size: 1.25rem; }
        """;

    /// <summary>Writes <c>index.html</c>.</summary>
    /// <param name="folder">Where the pictures are.</param>
    /// <param name="figures">Names and values for the head of the page.</param>
    /// <param name="chapters">The story in order.</param>
    /// <returns>The page's path.</returns>
    public static string Write(string folder, IReadOnlyList<(string Name, string Value)> figures, IReadOnlyList<DemoChapter> chapters)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>MyStyle: the sample person</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>One person, from a folder of photos</h1>
            <p class="lead">What MyStyle makes of the bundled sample album, on this machine, just now.</p>
            <p class="mark">The sample person is synthetic, and so is every picture on this page. The bundled prior is a small research demo
            (128 pixels); bring a full-size one for real work.</p>
            <dl>

            """);
        foreach ((string name, string value) in figures)
        {
            page.Append(CultureInfo.InvariantCulture, $"<div><dt>{Encode(name)}</dt><dd>{Encode(value)}</dd></div>\n");
        }

        page.Append("</dl>\n");
        foreach (DemoChapter chapter in chapters)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <h2>{Encode(chapter.Title)}</h2>
                <p>{Encode(chapter.Text)}</p>
                <img src="{Encode(chapter.Picture)}" alt="{Encode(chapter.Alternative)}" loading="lazy">

                """);
        }

        page.Append("</main>\n</body>\n</html>\n");
        string path = Path.Combine(folder, "index.html");
        File.WriteAllText(path, page.ToString());
        return path;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
