using System.Globalization;
using MyStyle.Engine.Directions;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Answers;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Works;

/// <summary>Learns a direction from two groups of photos or from an attribute, and shows what it does.</summary>
internal sealed class LearnDirectionWork(LearnDirectionOrder order, WorkContext context) : StepwiseWork(context)
{
    private const int Examples = 7;

    /// <summary>The dilation that editing starts with (3.4).</summary>
    private const double Beta = 0.05;

    protected override IEnumerable<bool> Run()
    {
        Require();
        Context.Tell(new PhaseUpdate("Loading the person"));
        yield return true;
        using ShelvedPerson person = Context.Bench.People.Take(order.PersonFolder).Hold();
        PersonalPrior prior = person.Prior;
        RowMatrix? with = null, without = null;
        if (order.Attribute is null)
        {
            with = Codes(prior, order.With, "Finding codes of those that have it");
            yield return true;
            without = Codes(prior, order.Without, "Finding codes of the others");
            yield return true;
        }

        LearnedDirection learned = with is null ? FromAttribute(prior) : DirectionLearner.FromGroups(with, without!);
        yield return true;
        Directory.CreateDirectory(order.OutputFolder);
        string path = Path.Combine(order.OutputFolder, "direction.safetensors");
        DirectionShelf.Write(path, learned.Direction);
        Context.Tell(new PhaseUpdate("Rendering along it"));
        PersonalDirection personal = prior.Hull.Project(learned.Direction);
        string[] examples = Render(prior, personal);
        DirectionQuality quality = learned.Quality;
        Context.Tell(new FinishedUpdate(new DirectionOutcome(
            order.Name, path, quality.Accuracy, quality.Auc, quality.Correlation, personal.Cosine, examples)));
    }

    private void Require()
    {
        if (order.Attribute is null && (order.With.Count == 0 || order.Without.Count == 0))
        {
            throw new EngineException("A direction is learned from photos that have it and photos that have it not: both groups need at least one.");
        }

        if (order.Attribute is not null && (order.With.Count > 0 || order.Without.Count > 0))
        {
            throw new EngineException("A direction is learned from an attribute or from two groups of photos, not from both.");
        }
    }

    private RowMatrix Codes(PersonalPrior prior, IReadOnlyList<PhotoFile> photos, string text) => PhotoCodes.Of(
        Context.Toolbox, prior, [.. photos.Select(photo => new PhotoCodes.Source(photo.Name, photo.Path, photo.Sha256))],
        progress: Context.Progress(text, photos.Count));

    private LearnedDirection FromAttribute(PersonalPrior prior)
    {
        if (!Enum.TryParse(order.Attribute, ignoreCase: true, out FaceTrait trait))
        {
            throw new EngineException($"'{order.Attribute}' cannot be read off a picture. Yaw, pitch and smile can.");
        }

        int samples = Math.Max(0, order.Samples);
        DirectionSamples scored = DirectionSamples.Of(
            prior, Context.Toolbox.Faces, trait, samples, order.Seed, Context.Progress("Scoring pictures", samples + prior.Hull.Count));
        return DirectionLearner.FromScores(scored.Codes, scored.Scores);
    }

    /// <summary>From one end of the slider's track to the other, starting at the middle of the anchors.</summary>
    private string[] Render(PersonalPrior prior, PersonalDirection direction)
    {
        RowMatrix centre = RowMatrix.Repeat(prior.Hull.CentreAlpha(), prior.LayerCount);
        var path = new EditPath(prior.Projector, centre, direction.Gamma, Beta);
        double[] thetas = ThetaList.Even(SliderTracks.Reach(prior.Hull, prior.Hull.Centre, direction), Examples);
        IReadOnlyList<RgbImage> pictures = prior.RenderAlpha([.. path.Along(thetas, EdgePolicy.ProjectBack).Select(step => step.Alpha)]);
        return [.. pictures.Select((picture, i) =>
        {
            string file = Path.Combine(order.OutputFolder, string.Create(CultureInfo.InvariantCulture, $"example-{i}.png"));
            ImageWriter.WritePng(file, picture);
            return file;
        })];
    }
}
