using System.CommandLine;
using System.Globalization;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle generate --person P --count N --out DIR</c>: new pictures of the person (B.1).</summary>
internal static class GenerateVerb
{
    private const int Batch = 8;
    private const int SheetColumns = 8;
    private const int MostOnSheet = 64;

    private static readonly Dictionary<string, SamplerKind> Samplers = new()
    {
        ["three-anchors"] = SamplerKind.ThreeAnchors,
        ["uniform"] = SamplerKind.UniformSimplex,
        ["hit-and-run"] = SamplerKind.HitAndRun,
    };

    private static readonly Option<int> Count = new("--count", "-n") { Description = "How many pictures.", HelpName = "N", Required = true };

    private static readonly Option<string> Sampler = CreateSampler();

    public static Command Create()
    {
        var generate = new Command("generate", "Make new pictures of the person.");
        foreach (Option option in (Option[])[PersonOption.Person, Count, PersonOption.Out, Sampler, ProjectionArguments.Beta])
        {
            generate.Options.Add(option);
        }

        return generate.Runs(RunAsync);
    }

    private static Task<object> RunAsync(VerbContext context)
    {
        if (context.Require(Count) < 1)
        {
            throw new UsageException("--count must be at least 1.");
        }

        double beta = ProjectionArguments.ReadBeta(context, 0) ?? throw new UsageException("--beta must be a number: there is no sampling from an unbounded space.");
        return context.OnEngineAsync(toolbox => Run(context, toolbox, beta));
    }

    private static object Run(VerbContext context, Toolbox toolbox, double beta)
    {
        int count = context.Require(Count);
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        var synthesis = new Synthesis(prior, toolbox.Faces, Samplers[context.Require(Sampler)], beta, (ulong)context.Seed);
        var sheet = new ContactSheet(Math.Min(prior.Resolution, 256), Math.Min(count, SheetColumns)) { Title = prior.Person.Manifest.Name };
        var scores = new List<double>(count);
        List<object> images = context.Reporter.Progress("Generating", count, new ProgressUnit("pictures"), bar =>
        {
            var done = new List<object>(count);
            while (done.Count < count)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                foreach (PersonalSample sample in synthesis.Next(Math.Min(Batch, count - done.Count)))
                {
                    done.Add(Write(sample, done.Count));
                }

                bar.Report(done.Count);
            }

            return done;
        });
        double? mean = scores.Count > 0 ? scores.Average() : null;
        context.Reporter.Say(string.Create(CultureInfo.InvariantCulture, $"{count} pictures, mean ID {mean:0.000}, in {context.Require(PersonOption.Out)}."));
        return new { images, id = mean, sheet = PersonOption.Write(context, "sheet.png", sheet.Render()) };

        object Write(PersonalSample sample, int index)
        {
            string stem = string.Create(CultureInfo.InvariantCulture, $"sample_{index:D4}");
            string code = PersonOption.PathOf(context, stem + ".safetensors");
            PersonalCode.Write(code, sample.Code.Alpha, sample.Code.Code, prior.Hull);
            if (index < MostOnSheet)
            {
                sheet.Add(sample.Image, string.Create(CultureInfo.InvariantCulture, $"ID {sample.Identity:0.000}"));
            }

            if (sample.Identity is { } id)
            {
                scores.Add(id);
            }

            return new
            {
                image = PersonOption.Write(context, stem + ".png", sample.Image),
                code,
                id = sample.Identity,
                nearest = sample.NearestPhoto,
            };
        }
    }

    private static Option<string> CreateSampler()
    {
        var sampler = new Option<string>("--sampler")
        {
            Description = "Between three photos at a time, uniform over the hull, or a walk through it.",
            DefaultValueFactory = _ => Samplers.Keys.First(),
        };
        sampler.AcceptOnlyFromAmong([.. Samplers.Keys]);
        return sampler;
    }
}
