using System.CommandLine;
using System.Globalization;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle curate --photos DIR --out DIR</c>: from an album to a reference set of one person (appendix A.1).</summary>
internal static class CurateVerb
{
    private const int SmallestSize = 32;
    private const int LargestSize = 4096;

    private static readonly Option<string> Photos = new("--photos", "-i") { Description = "The album: a folder of photos.", HelpName = "DIR", Required = true };

    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Folder for the aligned photos, curation.json and your decisions; a later run goes on from what is there.",
        HelpName = "DIR",
        Required = true,
    };

    private static readonly Option<int> Size = new("--size")
    {
        Description = "The generator's resolution in pixels.",
        HelpName = "N",
        DefaultValueFactory = _ => 128,
    };

    private static readonly Option<bool> Recursive = new("--recursive", "-r") { Description = "Look into the folder's folders too." };
    private static readonly Option<string[]> Confirm = Files("--confirm", "Photos of the person, of the album or elsewhere; those of the album are remembered.");
    private static readonly Option<string[]> Accept = Files("--accept", "Photos of the album to keep whatever is found; remembered.");
    private static readonly Option<string[]> Reject = Files("--reject", "Photos of the album to leave out; remembered.");
    private static readonly Option<string[]> Forget = Files("--forget", "Photos of the album whose remembered decision is taken back.");

    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Also write a page to browse, one file with everything in it.",
        HelpName = "FILE.html",
    };

    private static readonly Option<double> TestShare = new("--test-share")
    {
        Description = "Share of the accepted photos marked as test photos, never near-duplicates of the others.",
        HelpName = "S",
        DefaultValueFactory = _ => 0.1,
    };

    public static Command Create()
    {
        var curate = new Command("curate", "Choose the photos of an album that show one person well, align them, and say why for each.");
        foreach (Option option in (Option[])[Photos, Out, Size, Recursive, Confirm, Accept, Reject, Forget, Report, TestShare])
        {
            curate.Options.Add(option);
        }

        return curate.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        (string photos, string output) = (context.Require(Photos), context.Require(Out));
        if ((Path.GetFullPath(photos).TrimEnd('/') + '/').StartsWith(Path.GetFullPath(output).TrimEnd('/') + '/', StringComparison.Ordinal))
        {
            throw new UsageException("--out must be neither the folder of --photos nor one around it.");
        }

        if (context.Require(Size) is < SmallestSize or > LargestSize)
        {
            throw new UsageException($"--size must lie between {SmallestSize} and {LargestSize}.");
        }

        if (!(context.Require(TestShare) is >= 0 and < 1))
        {
            throw new UsageException("--test-share must be at least 0 and less than 1.");
        }

        return context.OnEngineAsync(toolbox => Run(context, toolbox, photos, output));
    }

    private static object Run(VerbContext context, Toolbox toolbox, string photos, string output)
    {
        Remember(context, photos, output);
        var options = new CurationOptions
        {
            PhotosFolder = photos,
            OutputFolder = output,
            Size = context.Require(Size),
            Recursive = context.Get(Recursive),
            Confirmed = context.Get(Confirm) ?? [],
            ReportPath = context.Get(Report),
            TestShare = context.Require(TestShare),
            Seed = context.Seed,
            Distances = pictures => new PerceptualDistances(toolbox.Perceptual, toolbox.Device).Pairwise(pictures),
            DistanceName = toolbox.PerceptualName,
        };
        CurationReport report = context.Reporter.Progress("Curating", 0, ProgressUnit.Photos, bar =>
            new Curator(toolbox.Faces).Run(options, bar.Curated(), context.Cancellation));
        Tell(context, report, output);
        return new
        {
            photos = report.Photos.Count,
            accepted = report.Count(Verdict.Accept),
            verdicts = Verdicts(report).ToDictionary(verdict => verdict.Name(), report.Count),
            duplicates = report.Duplicates,
            meanDistance = report.Coverage.MeanDistance,
            perceptualNetwork = report.Coverage.DistanceName,
            missing = report.Coverage.Missing,
            warnings = report.Warnings,
            curation = Path.Combine(output, CurationJson.FileName),
            report = options.ReportPath,
            seconds = report.Seconds,
            reused = report.Reused,
        };
    }

    private static void Tell(VerbContext context, CurationReport report, string output)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        context.Reporter.Table(
            ["verdict", "photos"], Verdicts(report).Select(verdict => (string[])[verdict.Name(), report.Count(verdict).ToString(culture)]));
        foreach (string warning in report.Warnings)
        {
            context.Reporter.Warn(warning);
        }

        if (report.Coverage.MeanDistance is { } distance)
        {
            context.Reporter.Say(string.Create(
                culture, $"Mean distance of two accepted photos {distance:0.000} ({report.Coverage.DistanceName}, {report.Coverage.DistanceSample} photos)."));
        }

        context.Reporter.Say(string.Create(
            culture,
            $"Accepted {report.Count(Verdict.Accept)} of {report.Photos.Count} photos in {report.Seconds:0.0} s ({report.Reused} known from before), into {output}."));
    }

    private static IEnumerable<Verdict> Verdicts(CurationReport report) => Enum.GetValues<Verdict>().Where(verdict => report.Count(verdict) > 0);

    /// <summary>Keeps what the user decided, before anything is judged.</summary>
    private static void Remember(VerbContext context, string photos, string output)
    {
        var decided = new Dictionary<string, (string File, UserDecision? Decision)>(StringComparer.Ordinal);
        foreach ((Option<string[]> option, UserDecision? decision) in
            ((Option<string[]>, UserDecision?)[])[(Accept, UserDecision.Keep), (Reject, UserDecision.Reject), (Forget, null)])
        {
            foreach (string file in context.Get(option) ?? [])
            {
                string path = Find(photos, file);
                string hash = Toolbox.Hash(path);
                if (!decided.TryAdd(hash, (Path.GetRelativePath(photos, path).Replace('\\', '/'), decision)) && decided[hash].Decision != decision)
                {
                    throw new UsageException($"{file} is named for two decisions: accept it, reject it, or forget what was decided.");
                }
            }
        }

        if (decided.Count == 0)
        {
            return;
        }

        DecisionStore store = DecisionStore.Open(output);
        foreach ((string hash, (string file, UserDecision? decision)) in decided)
        {
            store.Set(hash, file, decision);
        }

        store.Save();
    }

    private static string Find(string photos, string file)
    {
        // A bare name means a photo of the album.
        string inAlbum = Path.Combine(photos, file);
        return File.Exists(inAlbum) ? inAlbum
            : File.Exists(file) && !Path.GetRelativePath(photos, file).StartsWith("..", StringComparison.Ordinal) ? file
            : throw new EngineException($"There is no photo {file} in {photos}.");
    }

    private static Option<string[]> Files(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
}
