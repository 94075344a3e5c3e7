using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MyStyle.Engine.Evaluation;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;

namespace MyStyle.Engine.Service.Works;

/// <summary>Measures the paper's figures.</summary>
internal sealed class EvaluateWork(EvaluateOrder order, WorkContext context) : StepwiseWork(context)
{
    /// <summary>As the command line prints it, so that one reader reads both.</summary>
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
    };

    public override bool IsShort => false;

    protected override IEnumerable<bool> Run()
    {
        if (order.Steps < 1 || order.Samples < 2)
        {
            throw new EngineException("An evaluation needs at least one step and two samples.");
        }

        long start = Context.Bench.Time.GetTimestamp();
        Context.Tell(new PhaseUpdate("Loading the person and the untuned prior"));
        yield return true;
        using ShelvedPerson person = Context.Bench.People.Take(order.PersonFolder).Hold();
        using StyleGenerator untuned = Context.Toolbox.LoadPrior(person.Prior.Person.Manifest.Prior).Generator;
        RgbImage[] test = Read(person.Prior.Resolution);
        yield return true;
        var evaluation = new PersonEvaluation(
            person.Prior, untuned, Context.Toolbox.Faces, new ReconstructionLoss(Context.Toolbox.Perceptual), new EvaluationOptions
            {
                Projection = new ProjectionOptions { Steps = order.Steps },
                Samples = order.Samples,
                Seed = order.Seed,
            });
        Context.Tell(new PhaseUpdate("Measuring samples"));
        foreach (int done in evaluation.Steps(test, Context.Progress("Measuring samples", 0)))
        {
            if (done > 0)
            {
                Context.Tell(new PhaseUpdate("Projecting the test photos", done, evaluation.TotalSteps));
            }

            yield return true;
        }

        string path = Path.Combine(order.OutputFolder, "evaluation.json");
        Write(path, person, test.Length, evaluation.Report, Context.Bench.Time.GetElapsedTime(start).TotalSeconds);
        Context.Tell(new FinishedUpdate(new EvaluateOutcome(path)));
    }

    private RgbImage[] Read(int size)
    {
        IProgress<int> progress = Context.Progress("Reading photos", order.Test.Count);
        return [.. order.Test.Select((photo, i) =>
        {
            RgbImage picture = ImageFile.Read(photo.Path);
            progress.Report(i + 1);
            return picture.Width == size && picture.Height == size
                ? picture
                : throw new EngineException($"{photo.Name} has {picture.Width} x {picture.Height} px, and an aligned square of {size} px is needed.");
        })];
    }

    private void Write(string path, ShelvedPerson person, int photos, EvaluationReport report, double seconds)
    {
        Directory.CreateDirectory(order.OutputFolder);
        AtomicFile.Write(path, JsonSerializer.Serialize(
            new
            {
                person = person.Prior.Person.Manifest.Name,
                perceptualNetwork = Context.Toolbox.PerceptualName,
                testPhotos = photos,
                report.ReferenceLpips,
                report.ReferenceIdentity,
                report.InterpolationIdentity,
                report.SynthesisIdentity,
                report.Diversity,
                report.SelfIdentity,
                report.TestIdentity,
                report.Projections,
                seconds,
            },
            Format));
    }
}
