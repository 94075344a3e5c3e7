using System.Globalization;
using MyStyle.Engine.Anchors;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Metrics;
using MyStyle.Engine.Networks.StyleGan2;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Weights;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service.Works;

/// <summary>Projects a picture, all candidates at once.</summary>
internal sealed class ProjectWork(ProjectOrder order, WorkContext context) : StepwiseWork(context)
{
    /// <summary>Most candidates that share a pass: memory grows with them.</summary>
    private const int MostTogether = 8;

    private readonly List<CandidateRun> _runs = [];
    private PersonalPrior? _untuned;

    protected override IEnumerable<bool> Run()
    {
        Require();
        Context.Tell(new PhaseUpdate("Loading the person"));
        yield return true;
        using ShelvedPerson person = Context.Bench.People.Take(order.PersonFolder).Hold();
        try
        {
            ProjectInput input = ProjectInput.Read(order, person.Prior.Resolution);
            if (input.Degradation is { IsOpen: true } open)
            {
                Context.Tell(new PhaseUpdate("Estimating what befell the picture"));
                yield return true;
                DegradationSpec known = DegradationEstimator.Estimate(input.Picture, open.Without(DegradationKind.Blur)).Spec;
                if (open.Find(DegradationKind.Blur) is { } blur)
                {
                    using BlurSearch? search = blur.IsOpen ? NewSearch(person.Prior, input.Picture, known) : null;
                    while (search is { IsFinished: false })
                    {
                        Context.Tell(new PhaseUpdate("Estimating the blur", search.Step().Step, search.TotalSteps));
                        yield return true;
                    }

                    known = search?.ToEnd() ?? known.With(blur);
                }

                input = input with { Degradation = known };
            }

            foreach (bool _ in Start(person.Prior, input))
            {
                yield return true;
            }

            Context.Tell(new PhaseUpdate("Searching"));
            IdentityWatch identity = Watch(person.Prior);
            while (_runs.Exists(run => !run.Run.IsFinished))
            {
                // All candidates come along together, one run a turn.
                ProjectionStep? first = null;
                foreach (CandidateRun run in _runs)
                {
                    long start = Context.Bench.Time.GetTimestamp();
                    ProjectionStep step = run.Run.Step();
                    identity.Earn(Context.Bench.Time.GetElapsedTime(start));
                    first ??= step;
                    yield return true;
                }

                Context.Tell(new StepUpdate(
                    first!.Step, order.Steps, first.Lpips[0] + first.L2[0] + first.Penalty[0], first.Lpips[0], first.L2[0]));
                if (first.Step % Math.Max(1, order.FrameEvery) == 0)
                {
                    foreach (bool _ in ShowFrames(person.Prior, identity, first.Step))
                    {
                        yield return true;
                    }
                }
            }

            Context.Tell(new PhaseUpdate("Blending and measuring"));
            Directory.CreateDirectory(order.OutputFolder);
            var outcomes = new List<(int Place, CandidateOutcome Outcome)>();
            foreach (CandidateRun run in _runs)
            {
                outcomes.AddRange(Write(person.Prior, run));
                yield return true;
            }

            Context.Tell(new FinishedUpdate(new ProjectOutcome([.. outcomes.OrderBy(item => item.Place).Select(item => item.Outcome)], input.Degradation?.ToString())));
        }
        finally
        {
            _runs.ForEach(run => run.Dispose());
            _untuned?.Dispose();
        }
    }

    private BlurSearch NewSearch(PersonalPrior person, RgbImage picture, DegradationSpec known) =>
        new(person, new ReconstructionLoss(Context.Toolbox.Perceptual), picture, known.With(new DegradationStep(DegradationKind.Blur)));

    private void Require()
    {
        if (order.Steps < 1 || order.Betas.Count == 0 || order.Seeds.Count == 0)
        {
            throw new EngineException("A projection needs at least one step, one beta and one seed.");
        }

        if (order.Betas.Any(beta => beta is { } value && !(value >= 0 && double.IsFinite(value))))
        {
            throw new EngineException("An allowed dilation is a number from 0 up, or none for unbounded.");
        }
    }

    private IEnumerable<bool> Start(PersonalPrior person, ProjectInput input)
    {
        IReadOnlyList<Candidate> all = Candidate.All(order.Betas, order.Seeds, order.CompareWithPrior);
        var loss = new ReconstructionLoss(Context.Toolbox.Perceptual);
        var options = new ProjectionOptions { Steps = order.Steps };
        foreach (Candidate[] some in all.Where(candidate => candidate.Beta is not null).Chunk(MostTogether))
        {
            yield return Add(some, options, [.. some.Select(candidate => candidate.Beta!.Value)]);
        }

        foreach (Candidate[] some in all.Where(candidate => candidate is { Beta: null, IsUntunedPrior: false }).Chunk(MostTogether))
        {
            yield return Add(some, options with { Beta = null }, null);
        }

        if (order.CompareWithPrior)
        {
            Context.Tell(new PhaseUpdate("Loading the untuned prior"));
            _untuned = Untuned(person);
            ProjectionOptions free = AnchorInversion.OptimisationDefaults with { Space = LatentSpace.WPlus, Beta = null, Steps = order.Steps };
            _runs.Add(new CandidateRun([all[^1]], input.Start(new Enhancement(_untuned, loss, Context.Toolbox.Faces, free))));
            yield return true;
        }

        bool Add(Candidate[] some, ProjectionOptions how, double[]? betas)
        {
            ulong[]? seeds = some.Any(candidate => candidate.Seed != 0) || betas is null ? [.. some.Select(candidate => candidate.Seed)] : null;
            var enhancement = new Enhancement(person, loss, Context.Toolbox.Faces, how, betas, seeds);
            _runs.Add(new CandidateRun(some, input.Start(enhancement)));
            return true;
        }
    }

    /// <summary>The person with the generator as it was before: the search starts at the same mean anchor.</summary>
    private PersonalPrior Untuned(PersonalPrior person)
    {
        using StyleGenerator generator = Context.Toolbox.LoadPrior(person.Person.Manifest.Prior).Generator;
        return new PersonalPrior(person.Person with { Generator = generator.ToWeights(ElementType.Float32) }, Context.Toolbox.Device, Context.Toolbox.Precision);
    }

    private IdentityWatch Watch(PersonalPrior person)
    {
        IdentityMeter? meter = person.Meter(Context.Toolbox.Faces);
        return new IdentityWatch(meter is null ? null : picture => meter.Score([picture])[0].Cosine, Context.Bench.Time);
    }

    private IEnumerable<bool> ShowFrames(PersonalPrior person, IdentityWatch identity, long step)
    {
        foreach (CandidateRun run in _runs)
        {
            IReadOnlyList<ProjectionResult> standing = run.Run.Standing();
            for (int i = 0; i < standing.Count; i++)
            {
                ProjectionResult at = standing[i];
                Candidate candidate = run.Candidates[i];
                Context.Tell(new FrameUpdate(
                    candidate.Place, candidate.Name, step, FrameEncoder.Encode(at.Image), at.Lpips, identity.Of(candidate.Place, at.Image), candidate.Beta,
                    at.Dilation?.Effective, CarrierList.Of(at.Alpha, person.Hull.Names)));
            }

            yield return true;
        }
    }

    private IEnumerable<(int Place, CandidateOutcome Outcome)> Write(PersonalPrior person, CandidateRun run)
    {
        IReadOnlyList<EnhancementResult> results = run.Run.Results();
        for (int i = 0; i < results.Count; i++)
        {
            Candidate candidate = run.Candidates[i];
            EnhancementResult result = results[i];
            string name = string.Create(CultureInfo.InvariantCulture, $"candidate-{candidate.Place:D2}");
            string picture = Path.Combine(order.OutputFolder, name + ".png");
            string rendering = Path.Combine(order.OutputFolder, name + "-rendering.png");
            string? code = candidate.IsUntunedPrior ? null : Path.Combine(order.OutputFolder, name + ".safetensors");
            ImageWriter.WritePng(picture, result.Image);
            ImageWriter.WritePng(rendering, result.Projection.Image);
            if (code is not null)
            {
                PersonalCode.Write(code, result.Projection.Alpha, result.Projection.Code, person.Hull);
            }

            yield return (candidate.Place, new CandidateOutcome(
                picture, rendering, code, candidate.Seed, candidate.Beta, result.EffectiveBeta, result.Projection.Lpips, result.Projection.L2,
                result.Identity, result.NearestPhoto, result.Verdict?.ProbablySomebodyElse ?? false, result.Verdict?.MedianCosine,
                CarrierList.Of(result.Projection.Alpha, person.Hull.Names), candidate.IsUntunedPrior));
        }
    }
}
