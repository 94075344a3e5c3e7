using System.CommandLine;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary>What most verbs take, and how it is read and written.</summary>
internal static class PersonOption
{
    public static Option<string> Person { get; } = new("--person", "-p")
    {
        Description = $"The person: a folder or .mystyle file that 'mystyle train' made, or a {PersonDelta.Extension} file.",
        HelpName = "PERSON",
        Required = true,
    };

    public static Option<string> Out { get; } = new("--out", "-o")
    {
        Description = "Folder for the results; files of the same names are replaced.",
        HelpName = "DIR",
        Required = true,
    };

    public static Option<string> Image { get; } = new("--image", "-i")
    {
        Description = "The photo. One of the generator's size is taken as aligned; any other is aligned by its main face.",
        HelpName = "FILE",
        Required = true,
    };

    public static Option<bool> Paste { get; } = new("--paste")
    {
        Description = "Also write the whole photo with the result put back into it (pasted.png).",
    };

    /// <summary>Opens the person on the toolbox's device.</summary>
    public static PersonalPrior Open(VerbContext context, Toolbox toolbox) => new(OpenPerson(context), toolbox.Device, toolbox.Precision);

    /// <summary>Opens the person's files.</summary>
    public static Person OpenPerson(VerbContext context)
    {
        string path = context.Require(Person);
        return File.Exists(path) || Directory.Exists(path)
            ? StoredPerson.Open(path, context.Models)
            : throw new EngineException($"There is no person {path}. 'mystyle train' makes one.");
    }

    /// <summary>Reads the photo, aligns it if need be, and says what was done.</summary>
    public static PreparedPhoto Prepare(VerbContext context, Func<RgbImage, string, PreparedPhoto> prepare)
    {
        string path = context.Require(Image);
        PreparedPhoto photo = prepare(ImageFile.Read(path), Path.GetFileName(path));
        if (photo.Remark is { } remark)
        {
            context.Reporter.Say(remark);
        }

        return photo;
    }

    /// <summary>Writes a picture into the result folder; returns its path.</summary>
    public static string Write(VerbContext context, string name, RgbImage picture)
    {
        string path = Path.Combine(context.Require(Out), name);
        ImageWriter.WritePng(path, picture);
        return path;
    }

    /// <summary>A path in the result folder, which then exists.</summary>
    public static string PathOf(VerbContext context, string name)
    {
        Directory.CreateDirectory(context.Require(Out));
        return Path.Combine(context.Require(Out), name);
    }

    /// <summary>What JSON has instead of infinity and what is not a number: null.</summary>
    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>Runs a projection under a bar.</summary>
    public static EnhancementResult Run(VerbContext context, string title, EnhancementRun run) => RunAll(context, title, run)[0];

    /// <summary>Runs a projection of several candidates under a bar.</summary>
    public static IReadOnlyList<EnhancementResult> RunAll(VerbContext context, string title, EnhancementRun run) => context.Reporter.Progress(
        title, run.TotalSteps, ProgressUnit.Steps, bar => run.ToEnd(bar.Steps(), context.Cancellation));
}
