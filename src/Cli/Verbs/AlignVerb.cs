using System.CommandLine;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle align --photos DIR --out DIR</c>: faces cut out as FFHQ generators expect them.</summary>
internal static class AlignVerb
{
    private const int SmallestSize = 8;
    private const int LargestSize = 4096;

    private static readonly Option<string> Photos = new("--photos", "-i") { Description = "A folder of photos.", HelpName = "DIR", Required = true };

    private static readonly Option<int?> Size = new("--size")
    {
        Description = "Side of the aligned pictures in pixels [default: what --prior makes].",
        HelpName = "N",
    };

    private static readonly Option<string> Prior = new("--prior")
    {
        Description = "The generator the pictures are for.",
        HelpName = "P",
        DefaultValueFactory = _ => ModelCatalogue.DemoPrior,
    };

    private static readonly Option<bool> Recursive = new("--recursive", "-r") { Description = "Look into the folder's folders too." };

    public static Command Create()
    {
        var align = new Command("align", "Find and cut out the main face of every photo: the largest, or the most central one.");
        foreach (Option option in (Option[])[Photos, PersonOption.Out, Size, Prior, Recursive])
        {
            align.Options.Add(option);
        }

        return align.Runs(context => Task.FromResult<object>(Run(context)));
    }

    private static Result Run(VerbContext context)
    {
        (string source, string target) = (context.Require(Photos), context.Require(PersonOption.Out));
        if (Path.GetFullPath(source).TrimEnd('/') == Path.GetFullPath(target).TrimEnd('/'))
        {
            throw new UsageException("--out must be another folder than --photos, so that no photo is replaced.");
        }

        int size = context.Get(Size) ?? GeneratorWeights.From(WeightReader.Read(context.Models.Require(context.Require(Prior)))).Architecture.Resolution;
        if (size is < SmallestSize or > LargestSize)
        {
            throw new UsageException($"--size must lie between {SmallestSize} and {LargestSize}.");
        }

        IReadOnlyList<string> paths = PhotoFolder.List(source, context.Get(Recursive));
        string bundled = context.Models.Bundled ?? throw new EngineException("The bundled face models are missing: the installation is incomplete.");
        using var faces = new FaceAnalyzer(FaceModels.Bundled(bundled), Environment.ProcessorCount);
        var preparation = new PhotoPreparation(faces, size);
        var failed = new List<PhotoFailure>();
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        context.Reporter.Progress("Aligning", paths.Count, ProgressUnit.Photos, bar =>
        {
            for (int i = 0; i < paths.Count; i++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                string name = Path.GetRelativePath(source, paths[i]);
                if (Align(preparation, paths[i], size, Target(name)) is { } reason)
                {
                    failed.Add(new PhotoFailure(name, reason));
                    context.Reporter.Warn($"Left out {failed[^1]}");
                }

                bar.Report(i + 1);
            }

            return true;
        });
        int aligned = paths.Count - failed.Count;
        context.Reporter.Say($"Aligned {aligned} of {paths.Count} photos to {size} x {size}, into {target}.");
        return new Result(aligned, size, failed);

        string Target(string name)
        {
            // a.jpg and a.webp are two photos.
            string path = Path.Combine(target, Path.ChangeExtension(name, ".png"));
            return written.Add(path) ? path : Path.Combine(target, name + ".png");
        }
    }

    /// <summary>Aligns one photo; returns why it cannot, or null.</summary>
    private static string? Align(PhotoPreparation preparation, string path, int size, string target)
    {
        try
        {
            RgbImage photo = ImageFile.Read(path);
            if (preparation.MainFace(photo) is not { } face)
            {
                return "No face was found in it.";
            }

            ImageWriter.WritePng(target, FaceAnalyzer.Align(photo, face, size).Image);
            return null;
        }
        catch (EngineException e)
        {
            return e.Message;
        }
    }

    private sealed record Result(int Aligned, int Size, IReadOnlyList<PhotoFailure> Failed) : IVerbResult
    {
        bool IVerbResult.Failed => Aligned == 0;
    }
}
