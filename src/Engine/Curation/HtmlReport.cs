using System.Globalization;
using System.Net;
using System.Text;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Curation;

/// <summary>Writes the outcome as one HTML file that needs nothing else: no network, no script library, pictures inside.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#8884;--soft:#8882}
        body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem}
        h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}ul{margin:.3rem 0;padding-left:1.3rem}
        table{border-collapse:collapse}td,th{padding:.2rem .7rem;text-align:left;border-bottom:1px solid var(--line)}
        td:first-child,th:first-child{padding-left:0}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        small{display:block;opacity:.7;max-width:18rem}
        .covers{display:flex;flex-wrap:wrap;gap:1.5rem 3rem;align-items:start}
        @media(max-width:40rem){body{margin:1rem auto}.covers td,.covers th{padding:.2rem .3rem;font-size:.85rem}.covers{gap:1rem}}
        .warn{border-left:4px solid #c80;padding:.3rem .8rem;margin:.4rem 0;background:var(--soft)}
        nav{position:sticky;top:0;padding:.6rem 0;background:Canvas;display:flex;flex-wrap:wrap;gap:.4rem}
        button{font:inherit;padding:.15rem .7rem;border:1px solid var(--line);border-radius:1rem;background:none;color:inherit;cursor:pointer}
        button[aria-pressed=true]{background:CanvasText;color:Canvas}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.8rem}
        figure{margin:0;padding:.5rem;border:1px solid var(--line);border-radius:.5rem}
        figure img{width:112px;height:112px;object-fit:contain;display:block;margin:0 auto .4rem}
        .none{width:112px;height:112px;margin:0 auto .4rem;background:var(--soft)}
        figcaption{font-size:.85rem;overflow-wrap:anywhere}
        .v{font-weight:600}.accept .v{color:#282}.grid :not(.accept)>figcaption .v{color:#b33}
        details{font-size:.8rem}
        """;

    private const string Script = """
        document.querySelectorAll('nav button').forEach(b=>b.onclick=()=>{
          document.querySelectorAll('nav button').forEach(o=>o.setAttribute('aria-pressed',o===b));
          document.querySelectorAll('figure').forEach(f=>f.hidden=b.dataset.v!==''&&!f.classList.contains(b.dataset.v));
        });
        """;

    public static void Write(string path, CurationReport report, PictureStore pictures)
    {
        StringBuilder html = new();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>Curation</title><style>").Append(Style).Append("</style></head><body>\n");
        html.Append(Invariant($"<h1>{report.Count(Verdict.Accept)} of {report.Photos.Count} photos accepted</h1>\n"));
        html.Append(Invariant($"<p>For a generator of {report.Size} pixels. People told apart by {Text(report.Embedder)}. {report.Reused} photos were known from an earlier run.</p>\n"));
        foreach (string warning in report.Warnings)
        {
            html.Append("<p class=\"warn\">").Append(Text(warning)).Append("</p>\n");
        }

        AppendCoverage(html, report.Coverage);
        html.Append("<h2>Photos</h2>\n<nav><button data-v=\"\" aria-pressed=\"true\">all</button>");
        foreach (Verdict verdict in Enum.GetValues<Verdict>().Where(v => report.Count(v) > 0))
        {
            html.Append(Invariant($"<button data-v=\"{verdict.Name()}\" aria-pressed=\"false\">{verdict.Name().Replace('_', ' ')} {report.Count(verdict)}</button>"));
        }

        html.Append("</nav>\n<div class=\"grid\">\n");
        foreach (CuratedPhoto photo in report.Photos)
        {
            AppendPhoto(html, photo, pictures);
        }

        html.Append("</div>\n<script>").Append(Script).Append("</script>\n</body></html>\n");
        AtomicFile.Write(path, html.ToString());
    }

    private static void AppendCoverage(StringBuilder html, Coverage coverage)
    {
        html.Append("<h2>What the set covers</h2>\n");
        if (coverage.MeanDistance is { } distance)
        {
            html.Append(Invariant($"<p>Mean distance of two photos: {distance:0.000} ({Text(coverage.DistanceName ?? "")}, {coverage.DistanceSample} photos).</p>\n"));
        }

        html.Append("<div class=\"covers\">\n<table><tr><th></th>");
        foreach (string head in (string[])["least", "10 %", "middle", "90 %", "most"])
        {
            html.Append(Invariant($"<th class=\"n\">{head}</th>"));
        }

        html.Append("</tr>\n");
        foreach (Spread s in coverage.Spreads)
        {
            // Two decimals for shares and ratios, one for degrees and levels.
            string format = Math.Max(Math.Abs(s.Least), Math.Abs(s.Most)) < 2 ? "0.00" : "0.0";
            html.Append(Invariant($"<tr><td>{Text(s.Name.Replace('_', ' '))}<small>{Text(s.Unit)}</small></td>"));
            foreach (double value in (double[])[s.Least, s.Low, s.Median, s.High, s.Most])
            {
                html.Append(Invariant($"<td class=\"n\">{value.ToString(format, CultureInfo.InvariantCulture)}</td>"));
            }

            html.Append("</tr>\n");
        }

        html.Append("</table>\n");
        AppendCells(html, coverage.Cells);
        html.Append("</div>\n");
        if (coverage.Missing.Count > 0)
        {
            html.Append("<h3>What to photograph next</h3>\n<ul>");
            html.AppendJoin("", coverage.Missing.Select(missing => $"<li>{Text(missing)}</li>")).Append("</ul>\n");
        }

        // Two photos that are each other's nearest are one line.
        RedundantPhoto[] pairs = [.. coverage.AddLeast.DistinctBy(r => string.CompareOrdinal(r.File, r.Nearest) < 0 ? (r.File, r.Nearest) : (r.Nearest, r.File))];
        if (pairs.Length > 0)
        {
            html.Append("<h3>Photos that add least</h3>\n<ul>");
            html.AppendJoin("", pairs.Select(r => Invariant($"<li>{Text(r.File)}, which is like {Text(r.Nearest)} (distance {r.Distance:0.000})</li>"))).Append("</ul>\n");
        }
    }

    private static void AppendCells(StringBuilder html, IReadOnlyList<PoseCell> cells)
    {
        string[] expressions = [.. cells.Select(c => c.Expression).Distinct()];
        html.Append("<table><tr><th>photos</th>").AppendJoin("", expressions.Select(e => $"<th class=\"n\">{Text(e)}</th>")).Append("</tr>\n");
        foreach (IGrouping<string, PoseCell> pose in cells.GroupBy(c => c.Pose))
        {
            html.Append(Invariant($"<tr><td>{Text(pose.Key)}</td>"));
            html.AppendJoin("", expressions.Select(e => Invariant($"<td class=\"n\">{pose.Where(c => c.Expression == e).Sum(c => c.Count)}</td>")));
            html.Append("</tr>\n");
        }

        html.Append("</table>\n");
    }

    private static void AppendPhoto(StringBuilder html, CuratedPhoto photo, PictureStore pictures)
    {
        html.Append(Invariant($"<figure class=\"{photo.Verdict.Name()}\">"));
        byte[]? thumbnail = pictures.Thumbnail(photo.ContentHash);
        html.Append(thumbnail is null
            ? "<div class=\"none\"></div>"
            : $"<img alt=\"\" loading=\"lazy\" src=\"data:image/jpeg;base64,{Convert.ToBase64String(thumbnail)}\">");
        html.Append(Invariant($"<figcaption><span class=\"v\">{photo.Verdict.Name().Replace('_', ' ')}</span> {Text(photo.File)}"));
        html.Append(photo.Split == "test" ? " (test)" : "").Append("<br>").Append(Text(photo.Reason));
        foreach (string remark in photo.Remarks)
        {
            html.Append("<br>").Append(Text(remark));
        }

        if (photo.Scores.Count > 0)
        {
            html.Append("<details><summary>measured</summary>");
            html.AppendJoin("<br>", photo.Scores.Select(s => Invariant($"{s.Key} {s.Value.Value:0.###} (line {s.Value.Threshold:0.###})"))).Append("</details>");
        }

        html.Append("</figcaption></figure>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
