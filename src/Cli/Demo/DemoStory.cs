using System.Globalization;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Faces;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Models;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.People;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Tuning;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Demo;

/// <summary>The method from end to end on the sample album: curate, find anchors, tune, invert, inpaint, enlarge, edit, sample.</summary>
internal sealed class DemoStory(VerbContext context, Toolbox toolbox, string folder, DemoScale scale)
{
    private const int Cell = 160;
    private const int SmallSide = 16;

    private static readonly double[] Betas = [0, 0.02, 0.05, 0.5];

    private readonly List<DemoChapter> _chapters = [];
    private readonly ReconstructionLoss _loss = new(toolbox.Perceptual);

    /// <summary>What was told, in order.</summary>
    public IReadOnlyList<DemoChapter> Chapters => _chapters;

    /// <summary>Tells the story; every chapter leaves a picture in the folder.</summary>
    /// <returns>The person made.</returns>
    public Person Tell()
    {
        string album = Assets.Find("sample-person") ?? throw new EngineException("The sample album is missing: the installation is incomplete.");
        int size = 128;
        IReadOnlyList<NamedPhoto> photos = Curate(album, size);
        (Person person, IReadOnlyList<RgbImage> before) = Train(photos);

        using var prior = new PersonalPrior(person, toolbox.Device, toolbox.Precision);
        ShowAnchors(prior, photos, before);
        var preparation = new PhotoPreparation(toolbox.Faces, prior.Resolution);
        IReadOnlyList<RgbImage> unseen =
            [.. PhotoFolder.List(Path.Combine(album, "test")).Select(path => preparation.Prepare(ImageFile.Read(path), Path.GetFileName(path)).Image)];
        PersonalCode code = Invert(prior, unseen[0]);
        Inpaint(prior, unseen[1]);
        Upscale(prior, unseen[2]);
        Edit(prior, code);
        Generate(prior);
        return person;
    }

    private IReadOnlyList<NamedPhoto> Curate(string album, int size)
    {
        string output = Path.Combine(folder, "reference-set");
        CurationReport report = context.Reporter.Progress("Curating the album", Directory.GetFiles(album, "*.jpg").Length, ProgressUnit.Photos, bar =>
            new Curator(toolbox.Faces).Run(
                new CurationOptions { PhotosFolder = album, OutputFolder = output, Size = size, TestShare = 0, Seed = context.Seed },
                bar.Curated(), context.Cancellation));
        string[] accepted = [.. report.Photos.Where(photo => photo.Verdict == Verdict.Accept && photo.Aligned is not null)
            .Select(photo => Path.Combine(output, photo.Aligned!)).Take(scale.Photos)];
        var sheet = new ContactSheet(96, 10);
        foreach (CuratedPhoto photo in report.Photos.Where(photo => photo.Verdict != Verdict.Accept && photo.Verdict != Verdict.Unreadable))
        {
            sheet.Add(ImageFile.Read(Path.Combine(album, photo.File)), photo.Verdict.Name().Replace('_', ' '));
        }

        int left = report.Photos.Count - report.Count(Verdict.Accept);
        Add("Curate", $"{report.Photos.Count} files in the album, {report.Count(Verdict.Accept)} of them usable. {left} are left out: duplicates, other people, "
            + "blurred, grey or broken pictures, too small or no face at all.", "curated.png", sheet.Render(), "The pictures that were left out, each with its reason");
        return PhotoSet.Read(accepted, size, faces: null).Photos;
    }

    private (Person Person, IReadOnlyList<RgbImage> Before) Train(IReadOnlyList<NamedPhoto> photos)
    {
        var plan = new TrainingPlan
        {
            Name = "Sample person (synthetic)",
            Photos = photos,
            Tuning = new TuningOptions { Passes = scale.Passes, Seed = (ulong)context.Seed },
        };
        using Training training = context.Reporter.Progress("Finding anchors", photos.Count, ProgressUnit.Photos, bar =>
            Training.Prepare(toolbox, ModelCatalogue.DemoPrior, null, plan, bar.Counts(), context.Cancellation));
        IReadOnlyList<RgbImage> before = training.Render([.. Enumerable.Range(0, photos.Count)]);
        context.Reporter.Progress("Tuning the generator", training.Tuning.TotalSteps, ProgressUnit.Steps, bar =>
        {
            while (!training.IsFinished)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                TuningStep step = training.Step();
                bar.Report(step.Step, step.Loss);
            }

            return true;
        });
        Person person = training.Finish();
        PersonFolder.Save(Path.Combine(folder, "person"), person);
        return (person, before);
    }

    private void ShowAnchors(PersonalPrior prior, IReadOnlyList<NamedPhoto> photos, IReadOnlyList<RgbImage> before)
    {
        int[] shown = [.. Enumerable.Range(0, 8).Select(i => i * photos.Count / 8)];
        IReadOnlyList<RgbImage> after = prior.RenderAlpha([.. shown.Select(i => Single(i, photos.Count))]);
        var sheet = new ContactSheet(Cell, shown.Length);
        shown.ToList().ForEach(i => sheet.Add(photos[i].Image, "photo"));
        shown.ToList().ForEach(i => sheet.Add(before[i], "before tuning"));
        after.ToList().ForEach(image => sheet.Add(image, "after tuning"));
        Add("Tune", "Every photo becomes one point of the generator's space, its anchor. Above the photos, in the middle what the general prior "
            + "makes of the anchors, below the same anchors after tuning.", "anchors.png", sheet.Render(), "Photos, and their anchors before and after tuning");
    }

    private PersonalCode Invert(PersonalPrior prior, RgbImage photo)
    {
        IReadOnlyList<EnhancementResult> results = Run("Inverting a new photo", new Enhancement(prior, _loss, toolbox.Faces, Options(0.02), Betas).Invert(photo));
        var sheet = new ContactSheet(Cell, Betas.Length + 1);
        sheet.Add(photo, "new photo");
        foreach (EnhancementResult result in results)
        {
            sheet.Add(result.Image, Text($"beta {result.AllowedBeta:0.00} ({result.EffectiveBeta:0.000})\ndistance {result.Projection.Lpips:0.000} ID {result.Identity:0.000}"));
        }

        Add("Invert", "A photo the generator has never seen, found inside the hull of the anchors. With a larger beta the search may leave the hull "
            + "further: the picture comes closer to the photo, and may drift from the person.", "inverted.png", sheet.Render(), "A new photo and its inversions at four betas");
        EnhancementResult chosen = results[1];
        string path = Path.Combine(folder, "inverted.safetensors");
        PersonalCode.Write(path, chosen.Projection.Alpha, chosen.Projection.Code, prior.Hull);
        return new PersonalCode(chosen.Projection.Alpha!, chosen.Projection.Code);
    }

    private void Inpaint(PersonalPrior prior, RgbImage photo)
    {
        FivePoints points = toolbox.Faces.FindAligned([photo])[0];
        Mask hole = MouthAndNose(points, photo.Width, photo.Height);
        IReadOnlyList<EnhancementResult> poisson = Run(
            "Inpainting", new Enhancement(prior, _loss, toolbox.Faces, Options(0.02)).Inpaint(photo, hole, BlendMode.Poisson));
        EnhancementResult result = poisson[0];
        var sheet = new ContactSheet(Cell, 5);
        sheet.Add(Covered(photo, hole), "input");
        sheet.Add(result.Projection.Image, "generated");
        sheet.Add(Blend.Into(result.Projection.Image, photo, hole, BlendMode.Copy), "copied in");
        sheet.Add(result.Image, Text($"blended\nID {result.Identity:0.000}"));
        sheet.Add(photo, "truth");
        Add("Inpaint", "Nose and mouth are missing. The prior fills them with what it knows of this person, fitted to everything outside the hole.",
            "inpainted.png", sheet.Render(), "A photo with a hole, the filling, and the truth");
    }

    private void Upscale(PersonalPrior prior, RgbImage photo)
    {
        RgbImage small = Resampler.Area(FloatImage.FromRgb(photo), SmallSide, SmallSide).ToRgb();
        EnhancementResult result = Run(
            "Enlarging", new Enhancement(prior, _loss, toolbox.Faces, Options(Enhancement.EnlargementBeta)).Upscale(small))[0];
        var sheet = new ContactSheet(Cell, 5);
        sheet.Add(Blocks(small, photo.Width), Text($"input, {SmallSide} pixels"));
        sheet.Add(Resampler.Resize(small, photo.Width, photo.Height), "Lanczos");
        sheet.Add(result.Projection.Image, "generated");
        sheet.Add(result.Image, Text($"with its background\nID {result.Identity:0.000}"));
        sheet.Add(photo, "truth");
        Add("Enlarge", $"{SmallSide} by {SmallSide} pixels, eight times larger. The background comes from the input, enlarged the ordinary way.",
            "upscaled.png", sheet.Render(), "A tiny picture, its enlargements, and the truth");
    }

    private void Edit(PersonalPrior prior, PersonalCode code)
    {
        IReadOnlyDictionary<string, double[]> directions = new DirectionShelf(toolbox, prior.Person).All;
        double[] thetas = ThetaList.Even(5, 7);
        var sheet = new ContactSheet(Cell, thetas.Length);
        foreach (string name in (string[])["yaw", "smile"])
        {
            foreach (EdgePolicy policy in (EdgePolicy[])[EdgePolicy.Continue, EdgePolicy.ProjectBack])
            {
                var editing = new Editing(prior, toolbox.Faces, code, directions[name], 0.02);
                foreach (EditedPicture picture in editing.Render(thetas, policy))
                {
                    string state = picture.Step.Outcome == EditOutcome.Projected ? "projected" : picture.Step.Inside ? "inside" : "outside";
                    sheet.Add(picture.Image, Text($"{name} {picture.Step.Theta:+0.0;-0.0;0} {state}\nbeta {picture.Step.Dilation:0.000} ID {picture.Identity:0.000}"));
                }
            }
        }

        Add("Edit", "Head pose and smile along two directions. In each pair of rows the first goes on beyond the hull, the second is projected back to it "
            + "(beta 0.02): the way out of the hull is where the face drifts.", "edited.png", sheet.Render(), "Edits of pose and smile, with and without projection back");
    }

    private void Generate(PersonalPrior prior)
    {
        context.Reporter.Say("Sampling the hull.");
        IReadOnlyList<PersonalSample> samples = new Synthesis(prior, toolbox.Faces, SamplerKind.ThreeAnchors, 0, (ulong)context.Seed).Next(scale.Samples);
        var sheet = new ContactSheet(Cell, 8);
        foreach (PersonalSample sample in samples)
        {
            sheet.Add(sample.Image, Text($"ID {sample.Identity:0.000}"));
        }

        Add("Sample", "New pictures of the person: each is a mixture of three anchors. ID is the likeness to the nearest photo.",
            "samples.png", sheet.Render(), "Sampled pictures of the person");
    }

    private IReadOnlyList<EnhancementResult> Run(string title, EnhancementRun run)
    {
        using (run)
        {
            return context.Reporter.Progress(title, run.TotalSteps, ProgressUnit.Steps, bar => run.ToEnd(bar.Steps(), context.Cancellation));
        }
    }

    private ProjectionOptions Options(double beta) => new() { Beta = beta, Steps = scale.ProjectionSteps };

    private void Add(string title, string text, string file, RgbImage picture, string alternative)
    {
        ImageWriter.WritePng(Path.Combine(folder, file), picture);
        _chapters.Add(new DemoChapter(title, text, file, alternative));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Coordinates of one anchor.</summary>
    private static RowMatrix Single(int anchor, int count)
    {
        var alpha = new RowMatrix(1, count);
        alpha[0, anchor] = 1;
        return alpha;
    }

    /// <summary>An upright ellipse over nose and mouth.</summary>
    private static Mask MouthAndNose(FivePoints points, int width, int height)
    {
        double centerX = (points.Nose.X + points.MouthLeft.X + points.MouthRight.X) / 3;
        double centerY = (points.Nose.Y + points.MouthLeft.Y + points.MouthRight.Y) / 3;
        double radius = 0.75 * Math.Abs(points.EyeRight.X - points.EyeLeft.X);
        var mask = new Mask(width, height);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double dx = (x - centerX) / radius, dy = (y - centerY) / (0.85 * radius);
                mask.Row(y)[x] = (dx * dx) + (dy * dy) <= 1 ? (byte)255 : (byte)0;
            }
        }

        return mask;
    }

    /// <summary>A tiny picture with its pixels as squares, so that one sees how little it holds.</summary>
    private static RgbImage Blocks(RgbImage small, int size)
    {
        var image = new RgbImage(size, size);
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                small.Row(y * small.Height / size).Slice(x * small.Width / size * 3, 3).CopyTo(image.Row(y)[(3 * x)..]);
            }
        }

        return image;
    }

    private static RgbImage Covered(RgbImage photo, Mask hole)
    {
        var image = new RgbImage(photo.Width, photo.Height, (byte[])photo.Pixels.Clone());
        for (int i = 0; i < hole.Values.Length; i++)
        {
            if (hole.Values[i] > 127)
            {
                image.Pixels.AsSpan(3 * i, 3).Fill(128);
            }
        }

        return image;
    }
}
