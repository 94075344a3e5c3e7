using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs;

/// <summary>From the studio's orders, which know ids and content hashes, to the engine's, which know files.</summary>
internal sealed class OrderTranslator(IDbContextFactory<StudioDb> factory, AlbumFiles albums, DataFolder folder, PictureStore pictures)
{
    /// <summary>What the engine is to do.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EngineException">Something that the order names is not there any more.</exception>
    public async Task<EngineOrder> TranslateAsync(JobEntity job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        await using StudioDb db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        PersonEntity person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == job.PersonId, cancellation).ConfigureAwait(false)
            ?? throw new JobVanishedException();
        string own = folder.Job(person.Id, job.Id);
        Directory.CreateDirectory(own);
        try
        {
            return JobJson.ReadOrder(job.OrderJson) switch
            {
                TrainPersonOrder order => await TrainAsync(person, order, own, cancellation).ConfigureAwait(false),
                PictureOrder order => await ProjectAsync(db, person, order, own, cancellation).ConfigureAwait(false),
                RefinePersonOrder order => await RefineAsync(db, person, order, own, cancellation).ConfigureAwait(false),
                DirectionOrder order => await DirectionAsync(db, person, order, own, cancellation).ConfigureAwait(false),
                MeasureOrder order => await MeasureAsync(db, person, order, own, cancellation).ConfigureAwait(false),
                var other => throw new EngineException($"This program does not know jobs such as {other.GetType().Name}."),
            };
        }
        catch (JsonException e)
        {
            throw new EngineException("This job was written by another version of the program and cannot be read. Start it anew.", e);
        }
    }

    private async Task<TrainOrder> TrainAsync(PersonEntity person, TrainPersonOrder order, string own, CancellationToken cancellation)
    {
        (IReadOnlyList<PhotoFile> train, IReadOnlyList<PhotoFile> test) = await albums.ChosenAsync(person.Id, order.LeftOut, own, cancellation).ConfigureAwait(false);
        return new TrainOrder
        {
            OutputFolder = JobFolder.Output(own),
            CheckpointFolder = JobFolder.Checkpoint(own),
            Name = person.Name,
            Photos = train,
            HeldOut = test,
            Prior = order.Prior,
            Passes = order.Passes,
            BatchSize = order.BatchSize,
            LearningRate = order.LearningRate,
            L2Weight = order.L2Weight,
            Patience = order.Patience,
            Seed = (ulong)order.Seed,
        };
    }

    private async Task<ProjectOrder> ProjectAsync(
        StudioDb db, PersonEntity person, PictureOrder order, string own, CancellationToken cancellation)
    {
        WorkpieceEntity workpiece = await WorkpieceAsync(db, person, order.Workpiece, cancellation).ConfigureAwait(false);
        string? mask = order.Task == PictureTask.Inpaint
            ? Stored(person, order.MaskSha ?? workpiece.MaskSha ?? throw new EngineException("Nothing is painted yet: mark what is to be filled, then run it again."))
            : null;
        return new ProjectOrder
        {
            OutputFolder = JobFolder.Output(own),
            PersonFolder = await PersonFolderAsync(db, person, order.Generator, cancellation).ConfigureAwait(false),
            Task = order.Task,
            PicturePath = order.Task == PictureTask.Upscale ? SmallPicture(person, workpiece, order.Factor, own) : Stored(person, workpiece.AlignedSha),
            MaskPath = mask,
            Degradation = order.Task == PictureTask.Restore ? order.Degradation : null,
            Betas = order.Betas,
            Seeds = [.. order.Seeds.Select(seed => (ulong)seed)],
            Steps = order.Steps,
            Blend = order.Blend,
            CompareWithPrior = order.CompareWithPrior,
        };
    }

    private async Task<RefineOrder> RefineAsync(
        StudioDb db, PersonEntity person, RefinePersonOrder order, string own, CancellationToken cancellation)
    {
        WorkpieceEntity workpiece = await WorkpieceAsync(db, person, order.Workpiece, cancellation).ConfigureAwait(false);
        CodeEntity code = await db.Codes.AsNoTracking().FirstOrDefaultAsync(c => c.Id == order.Code && c.PersonId == person.Id, cancellation).ConfigureAwait(false)
            ?? throw new EngineException("The code of this photo is not there any more. Find its place again, then refine.");
        return new RefineOrder
        {
            OutputFolder = JobFolder.Output(own),
            PersonFolder = await PersonFolderAsync(db, person, code.GeneratorId, cancellation).ConfigureAwait(false),
            PicturePath = Stored(person, workpiece.AlignedSha),
            CodePath = Stored(person, code.FileSha),
            Steps = order.Steps,
        };
    }

    private async Task<LearnDirectionOrder> DirectionAsync(
        StudioDb db, PersonEntity person, DirectionOrder order, string own, CancellationToken cancellation) => new()
        {
            OutputFolder = JobFolder.Output(own),
            PersonFolder = await PersonFolderAsync(db, person, null, cancellation).ConfigureAwait(false),
            Name = order.Name,
            With = await albums.OfAsync(person.Id, order.With, cancellation).ConfigureAwait(false),
            Without = await albums.OfAsync(person.Id, order.Without, cancellation).ConfigureAwait(false),
            Attribute = order.Attribute,
            Samples = order.Samples,
            Seed = (ulong)order.Seed,
        };

    private async Task<EvaluateOrder> MeasureAsync(
        StudioDb db, PersonEntity person, MeasureOrder order, string own, CancellationToken cancellation) => new()
        {
            OutputFolder = JobFolder.Output(own),
            PersonFolder = await PersonFolderAsync(db, person, null, cancellation).ConfigureAwait(false),
            Test = (await albums.AcceptedAsync(person.Id, cancellation).ConfigureAwait(false)).Test,
            Steps = order.Steps,
            Samples = order.Samples,
            Seed = (ulong)order.Seed,
        };

    private static async Task<WorkpieceEntity> WorkpieceAsync(StudioDb db, PersonEntity person, Guid workpiece, CancellationToken cancellation) =>
        await db.Workpieces.AsNoTracking().FirstOrDefaultAsync(w => w.Id == workpiece && w.PersonId == person.Id, cancellation).ConfigureAwait(false)
        ?? throw new EngineException("The picture of this job was removed. Open it again, then run it.");

    private async Task<string> PersonFolderAsync(StudioDb db, PersonEntity person, Guid? generator, CancellationToken cancellation)
    {
        Guid id = generator ?? person.GeneratorId ?? throw new EngineException($"{person.Name} has no prior yet: train one first.");
        GeneratorEntity found = await db.Generators.AsNoTracking().FirstOrDefaultAsync(g => g.Id == id && g.PersonId == person.Id, cancellation).ConfigureAwait(false)
            ?? throw new EngineException($"The generator of this job was removed. Choose another one of {person.Name}, or train again.");
        return folder.Generator(person.Id, found.Sha256);
    }

    /// <summary>The small picture as it came, or the aligned one made small to try it.</summary>
    private string SmallPicture(PersonEntity person, WorkpieceEntity workpiece, int? factor, string own)
    {
        if (factor is not { } by)
        {
            return Stored(person, workpiece.SmallSha ?? throw new EngineException(
                "This picture is not small: choose by how much it is to be reduced first, or open a small one."));
        }

        RgbImage large = ImageFile.Read(Stored(person, workpiece.AlignedSha));
        string path = Path.Combine(own, "small.png");
        ImageWriter.WritePng(path, Resampler.BoxReduce(large, by));
        return path;
    }

    private string Stored(PersonEntity person, string sha) =>
        pictures.Find(person.Id, sha) ?? throw new EngineException("A file of this job is not there any more. Open the picture again, then run it.");
}
