using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MyStyle.Cli.Demo;
using MyStyle.Engine.People;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle demo</c>: the whole story on the bundled sample person.</summary>
internal static class DemoVerb
{
    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "Where the person, the pictures and the page go.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "mystyle-demo",
    };

    private static readonly Option<bool> Quick = new("--quick") { Description = "A first look: fewer photos, fewer steps." };

    public static Command Create()
    {
        var demo = new Command("demo", "The whole story on the bundled sample person, with a page to look at.");
        demo.Options.Add(Out);
        demo.Options.Add(Quick);
        return demo.Runs(context => context.OnEngineAsync(toolbox => Run(context, toolbox)));
    }

    private static object Run(VerbContext context, Toolbox toolbox)
    {
        var clock = Stopwatch.StartNew();
        string folder = Path.GetFullPath(context.Require(Out));
        Directory.CreateDirectory(folder);
        var story = new DemoStory(context, toolbox, folder, context.Get(Quick) ? DemoScale.Quick : DemoScale.Full);
        Person person = story.Tell();

        PersonMetrics before = person.Manifest.Before!, after = person.Manifest.After!;
        double seconds = clock.Elapsed.TotalSeconds;
        string network = toolbox.PerceptualName;
        string page = DemoPage.Write(
            folder,
            [
                ("Photos", person.Manifest.Photos.Count.ToString(CultureInfo.InvariantCulture)),
                ($"Distance to the photos ({network})", string.Create(CultureInfo.InvariantCulture, $"{before.Perceptual:0.000} to {after.Perceptual:0.000}")),
                ("Likeness (ID)", string.Create(CultureInfo.InvariantCulture, $"{before.Identity:0.000} to {after.Identity:0.000}")),
                ("Time", string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} minutes")),
            ],
            story.Chapters);
        context.Reporter.Say($"Open {page}");
        return new
        {
            person = Path.Combine(folder, "person"),
            page,
            photos = person.Manifest.Photos.Count,
            perceptualNetwork = network,
            lpipsBefore = before.Perceptual,
            lpipsAfter = after.Perceptual,
            idBefore = before.Identity,
            idAfter = after.Identity,
            seconds,
            peakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 >> 20,
        };
    }
}
