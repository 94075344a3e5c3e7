using System.Globalization;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs;

/// <summary>
/// The last checkpoints of trainings. The engine keeps one; copies of it are kept here, so that a training can be taken up from an
/// earlier one too. They go once the training is done.
/// </summary>
/// <param name="folder">Where everything is.</param>
/// <param name="time">The clock.</param>
public sealed class CheckpointShelf(DataFolder folder, TimeProvider time)
{
    /// <summary>Copies that are kept.</summary>
    public const int Copies = 3;

    private const string History = "checkpoints";
    private const string Current = "training.safetensors";

    /// <summary>Between two copies: they are large.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>The checkpoints of a training, the newest first.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="job">Which training.</param>
    public IReadOnlyList<JobCheckpoint> List(Guid person, Guid job) =>
        [.. Files(person, job).OrderByDescending(file => file.Step).DistinctBy(file => file.Step)
            .Select(file => new JobCheckpoint(file.Step, new FileInfo(file.Path).Length, File.GetLastWriteTimeUtc(file.Path)))];

    /// <summary>Copies the engine's newest checkpoint, if the last copy is old enough.</summary>
    internal async Task KeepAsync(JobEntity job)
    {
        string source = Path.Combine(JobFolder.Checkpoint(FolderOf(job)), Current);
        string history = Path.Combine(FolderOf(job), History);
        DateTime now = time.GetUtcNow().UtcDateTime;
        string[] copies = Directory.Exists(history) ? Directory.GetFiles(history, "*.safetensors") : [];
        if (!File.Exists(source) || copies.Any(copy => now - File.GetLastWriteTimeUtc(copy) < Pause))
        {
            return;
        }

        Directory.CreateDirectory(history);
        string temporary = Path.Combine(history, $"{Guid.NewGuid():N}.tmp");
        await Task.Run(() => File.Copy(source, temporary)).ConfigureAwait(false);
        string target = Path.Combine(history, StepOf(temporary).ToString("D9", CultureInfo.InvariantCulture) + ".safetensors");
        File.Move(temporary, target, overwrite: true);
        File.SetLastWriteTimeUtc(target, now);
        foreach (string old in Directory.GetFiles(history, "*.safetensors").OrderByDescending(Path.GetFileName).Skip(Copies))
        {
            File.Delete(old);
        }
    }

    /// <summary>Puts the checkpoint in place that a training is to begin from, unless it has one of its own.</summary>
    /// <exception cref="EngineException">There is no such checkpoint.</exception>
    internal void Prepare(JobEntity job)
    {
        if (job.Kind != JobKind.Train || job.PersonId is not { } person)
        {
            return;
        }

        string target = Path.Combine(JobFolder.Checkpoint(FolderOf(job)), Current);
        if (File.Exists(target))
        {
            return;
        }

        if (Files(person, job.Id).OrderByDescending(file => file.Step).FirstOrDefault() is { Path: { } own })
        {
            // The engine had done with it when the program ended.
            Copy(own, target);
        }
        else if (JobJson.ReadOrder(job.OrderJson) is TrainPersonOrder { ResumeFrom: { } from } order)
        {
            (long Step, string Path)? chosen = Files(person, from).OrderByDescending(file => file.Step)
                .Where(file => order.ResumeStep is null || file.Step == order.ResumeStep).Select(file => ((long, string)?)file).FirstOrDefault();
            Copy(chosen?.Path ?? throw new EngineException(
                "The checkpoint that this training was to go on from is not there any more. Nothing was changed; start the training anew."), target);
        }
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string temporary = target + ".tmp";
        File.Copy(source, temporary, overwrite: true);
        File.Move(temporary, target, overwrite: true);
    }

    private static long StepOf(string checkpoint) =>
        long.TryParse(Safetensors.Read(checkpoint).Metadata.GetValueOrDefault("steps"), CultureInfo.InvariantCulture, out long step) ? step : 0;

    private IEnumerable<(long Step, string Path)> Files(Guid person, Guid job)
    {
        string own = folder.Job(person, job);
        string current = Path.Combine(JobFolder.Checkpoint(own), Current);
        if (File.Exists(current))
        {
            yield return (StepOf(current), current);
        }

        string history = Path.Combine(own, History);
        foreach (string copy in Directory.Exists(history) ? Directory.GetFiles(history, "*.safetensors") : [])
        {
            if (long.TryParse(Path.GetFileNameWithoutExtension(copy), CultureInfo.InvariantCulture, out long step))
            {
                yield return (step, copy);
            }
        }
    }

    private string FolderOf(JobEntity job) => folder.Job(job.PersonId, job.Id);
}
