using System.CommandLine;
using System.Globalization;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Evaluation;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle bundle --person P --photos DIR --out DIR</c>: a person to ship, with photos that are inverted already.</summary>
internal static class BundleVerb
{
    private const double DefaultBeta = 0.05;

    private static readonly Option<string?> Photos = new("--photos", "-i")
    {
        Description = "A folder of photos to invert; those of the bundled sample person are in wwwroot-assets/sample-person/test [default: none].",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Images = new("--images")
    {
        Description = "The folder the person was trained from, to measure distances to its photos before and after rounding.",
        HelpName = "DIR",
    };

    private static readonly Option<double> Beta = new("--beta")
    {
        Description = "Allowed dilation of the inversions.",
        HelpName = "B",
        DefaultValueFactory = _ => DefaultBeta,
    };

    private static readonly Option<int> Steps = new("--steps")
    {
        Description = "Optimiser steps of each inversion.",
        HelpName = "N",
        DefaultValueFactory = _ => new ProjectionOptions().Steps,
    };

    public static Command Create()
    {
        var bundle = new Command("bundle", "Make a person small enough to ship: a difference to its prior, and photos inverted in advance.");
        foreach (Option option in (Option[])[PersonOption.Person, PersonOption.Out, Photos, Images, Beta, Steps, DeltaOption.Prior, DeltaOption.Step])
        {
            bundle.Options.Add(option);
        }

        return bundle.Runs(context => context.OnEngineAsync(toolbox => Run(context, toolbox)));
    }

    private static object Run(VerbContext context, Toolbox toolbox)
    {
        if (!(context.Require(Beta) is >= 0 and < double.PositiveInfinity) || context.Require(Steps) < 1)
        {
            throw new UsageException("--beta must be 0 or more, --steps at least 1.");
        }

        Person person = PersonOption.OpenPerson(context);
        string path = PersonOption.PathOf(context, SamplePerson.PersonFile);
        string priorPath = DeltaOption.Write(context, person, path);
        using PersonalPrior original = new(person, toolbox.Device), restored = new(PersonDelta.Open(path, priorPath), toolbox.Device);
        var loss = new ReconstructionLoss(toolbox.Perceptual);
        DeltaFigures figures = new DeltaComparison(loss, toolbox.Faces).Measure(original, restored, ReadImages(context, person));
        long size = new FileInfo(path).Length;
        context.Reporter.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {path}, {size} bytes. Its anchors differ by {figures.MeanDifference:0.00} levels of 255 on average, {figures.MaxDifference} at most; distance {figures.Lpips:0.0000}."));

        List<PhotoInversion> inversions = Invert(context, toolbox, restored, loss);
        string? inversionsPath = inversions.Count == 0 ? null : PersonOption.PathOf(context, SamplePerson.InversionsFile);
        if (inversionsPath is not null)
        {
            InversionFile.Write(inversionsPath, inversions, restored.Person, toolbox.PerceptualName);
            context.Reporter.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"Wrote {inversionsPath}: {inversions.Count} photos, mean distance {inversions.Average(item => item.Lpips):0.000}, mean ID {inversions.Average(item => item.Identity):0.000}."));
        }

        return new
        {
            person = path,
            size,
            perceptualNetwork = toolbox.PerceptualName,
            figures,
            inversions = inversionsPath,
            photos = inversions.Select(item => new { item.FileName, item.Beta, item.EffectiveBeta, item.Lpips, item.L2, item.Identity, item.Steps }),
        };
    }

    private static RgbImage[]? ReadImages(VerbContext context, Person person)
    {
        if (context.Get(Images) is not { } folder)
        {
            return null;
        }

        int side = person.Manifest.Prior.Resolution;
        RgbImage[] images = [.. person.Manifest.Photos.Select(photo => ImageFile.Read(Path.Combine(folder, photo.Name)))];
        return images.All(image => image.Width == side && image.Height == side)
            ? images
            : throw new EngineException($"The photos in {folder} are not of {side} x {side} pixels: give the aligned ones.");
    }

    private static List<PhotoInversion> Invert(VerbContext context, Toolbox toolbox, PersonalPrior prior, ReconstructionLoss loss)
    {
        if (context.Get(Photos) is not { } folder)
        {
            return [];
        }

        var options = new ProjectionOptions { Beta = context.Require(Beta), Steps = context.Require(Steps) };
        var maker = new InversionMaker(prior, loss, toolbox.Faces, options);
        var inversions = new List<PhotoInversion>();
        foreach (string photo in PhotoFolder.List(folder))
        {
            inversions.Add(context.Reporter.Progress(
                $"Inverting {Path.GetFileName(photo)}", options.Steps, ProgressUnit.Steps, bar => maker.Make(photo, bar.Steps(), context.Cancellation)));
        }

        return inversions;
    }
}
