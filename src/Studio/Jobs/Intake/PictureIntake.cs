using System.Text.Json;
using System.Text.Json.Nodes;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Engine.Service.Updates;
using MyStyle.Engine.Weights;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs.Intake;

/// <summary>The candidates of a projection become results, with their codes and with everything they were made of.</summary>
internal sealed class PictureIntake(PictureStore pictures, TimeProvider time) : IOutcomeIntake
{
    /// <summary>Is in <see cref="ResultEntity.ParametersJson"/> of the ghost strip's results: the dial shows them, lists do not.</summary>
    public const string GhostMark = "\"isGhostStrip\":true";

    /// <inheritdoc/>
    public bool Takes(EngineOutcome outcome) => outcome is ProjectOutcome;

    /// <inheritdoc/>
    public async Task<JsonObject> TakeAsync(StudioDb db, TakenJob job, EngineOutcome outcome)
    {
        var project = (ProjectOutcome)outcome;
        var order = (PictureOrder)job.Order;
        PersonEntity person = await db.People.FindAsync(job.Person).ConfigureAwait(false) ?? throw new JobVanishedException();
        WorkpieceEntity? workpiece = await db.Workpieces.FindAsync(order.Workpiece).ConfigureAwait(false);
        GeneratorEntity? generator = (order.Generator ?? person.GeneratorId) is { } id ? await db.Generators.FindAsync(id).ConfigureAwait(false) : null;
        DateTime now = time.GetUtcNow().UtcDateTime;
        var results = new List<ResultEntity>();
        foreach (CandidateOutcome candidate in project.Candidates)
        {
            CodeEntity? code = generator is null ? null : Code(job, candidate, generator, workpiece, now);
            if (code is not null)
            {
                db.Codes.Add(code);
            }

            ResultEntity result = Result(job, order, candidate, now);
            (result.GeneratorId, result.WorkpieceId, result.CodeId) = (generator?.Id, workpiece?.Id, code?.Id);
            result.MaskSha = order.Task == PictureTask.Inpaint ? order.MaskSha ?? workpiece?.MaskSha : null;
            result.ParametersJson = Parameters(order, generator, result.MaskSha, project.Degradation, candidate);
            results.Add(result);
            db.Results.Add(result);
        }

        if (workpiece is not null)
        {
            Judge(workpiece, project, now);
        }

        return new JsonObject
        {
            ["kind"] = "project",
            ["results"] = JsonSerializer.SerializeToNode(results.Select(result => result.Id), JobJson.Options),
            ["degradation"] = project.Degradation,
        };
    }

    private static ResultKind KindOf(PictureTask task) => task switch
    {
        PictureTask.Invert => ResultKind.Inversion,
        PictureTask.Inpaint => ResultKind.Inpainting,
        PictureTask.Upscale => ResultKind.Upscale,
        PictureTask.Restore => ResultKind.Restoration,
        _ => throw new ArgumentOutOfRangeException(nameof(task)),
    };

    /// <summary>An untuned prior has no say in whose face it is.</summary>
    private static void Judge(WorkpieceEntity workpiece, ProjectOutcome project, DateTime now)
    {
        workpiece.UpdatedUtc = now;
        if (project.Candidates.FirstOrDefault(candidate => !candidate.IsUntunedPrior && candidate.MedianCosine is not null) is { } judged
            && workpiece.MedianCosine is null)
        {
            workpiece.MedianCosine = judged.MedianCosine;
            workpiece.ProbablySomebodyElse = judged.ProbablySomebodyElse;
        }
    }

    private static string Parameters(PictureOrder order, GeneratorEntity? generator, string? mask, string? degradation, CandidateOutcome candidate) =>
        JsonSerializer.Serialize(
            new
            {
                order.Task,
                Workpiece = order.Workpiece,
                Generator = generator?.Id,
                GeneratorSha256 = generator?.Sha256,
                generator?.Prior,
                generator?.PerceptualNetwork,
                MaskSha = mask,
                order.Factor,
                Degradation = degradation ?? order.Degradation,
                Beta = candidate.AllowedBeta,
                Seed = (long)candidate.Seed,
                order.Steps,
                order.Blend,
                order.CompareWithPrior,
                order.IsGhostStrip,
                candidate.IsUntunedPrior,
                candidate.L2,
                candidate.MedianCosine,
                candidate.ProbablySomebodyElse,
                candidate.Carriers,
            },
            JobJson.Options);

    private ResultEntity Result(TakenJob job, PictureOrder order, CandidateOutcome candidate, DateTime now) => new()
    {
        PersonId = job.Person,
        JobId = job.Entity.Id,
        Kind = KindOf(order.Task),
        PictureSha = Keep(job, candidate.PicturePath, ".png"),
        MediaType = "image/png",
        RenderingSha = candidate.RenderingPath == candidate.PicturePath ? null : Keep(job, candidate.RenderingPath, ".png"),
        ParametersJson = "{}",
        Lpips = Finite(candidate.Lpips),
        Identity = Finite(candidate.Identity),
        NearestPhoto = candidate.NearestPhoto,
        AllowedBeta = candidate.AllowedBeta,
        EffectiveBeta = Finite(candidate.EffectiveBeta),
        Seed = (long)candidate.Seed,
        IsComparison = candidate.IsUntunedPrior,
        CreatedUtc = now,
    };

    private CodeEntity? Code(TakenJob job, CandidateOutcome candidate, GeneratorEntity generator, WorkpieceEntity? workpiece, DateTime now)
    {
        if (candidate.CodePath is not { } path)
        {
            return null;
        }

        string sha = Keep(job, path, ".safetensors");
        WeightFile file = WeightReader.Read(pictures.PathOf(job.Person, sha, ".safetensors"));
        StoredTensor rows = file.Tensors.GetValueOrDefault("alpha") ?? file.Tensors.Values.First();
        return new CodeEntity
        {
            PersonId = job.Person,
            GeneratorId = generator.Id,
            WorkpieceId = workpiece?.Id,
            Layers = rows.Shape.Count > 1 ? (int)rows.Shape[^2] : 1,
            FileSha = sha,
            AllowedBeta = candidate.AllowedBeta,
            EffectiveBeta = Finite(candidate.EffectiveBeta) ?? 0,
            CreatedUtc = now,
        };
    }

    private string Keep(TakenJob job, string path, string extension) => File.Exists(path)
        ? pictures.Put(job.Person, File.ReadAllBytes(path), extension)
        : throw new EngineException("A result is not where the engine put it. Run the job again.");

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
