using System.Globalization;
using MudBlazor;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Data;
using MyStyle.Studio.Jobs;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.People;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Components.Pages.Train;

/// <summary>What the user can do on the page.</summary>
public sealed partial class TrainPage
{
    private async Task StartAsync()
    {
        _starting = true;
        await GuardAsync(QueueAsync);
        _starting = false;
    }

    private async Task QueueAsync()
    {
        PersonCard person = await People.GetAsync(Id, Gone) ?? throw new EngineException("This person is not here any more.");
        TrainPreset? preset = TrainPreset.All.FirstOrDefault(item => item.Key == _preset);
        TrainPersonOrder order = preset?.ToOrder(person.Prior, [])
            ?? new TrainPersonOrder(
                "custom", Math.Clamp(_passes, 1, 5000), Math.Clamp(_batch, 1, 64), Math.Clamp(_rate, 1e-6, 0.1), Math.Clamp(_l2, 0, 100), null, Math.Max(0, _seed),
                person.Prior, []);
        await EnqueueAsync(order, preset?.Title ?? "By hand");
    }

    private Task LeaveOutAsync(JobView job, string name) => GuardAsync(async () =>
    {
        if (PhotoNamed(name) is not { } photo || job.Order is not TrainPersonOrder order)
        {
            throw new EngineException($"{name} is not in the album any more, so it cannot be left out. The training goes on.");
        }

        await Photos.DecideAsync(Id, [photo.Id], UserDecision.Reject, Gone);
        await Jobs.CancelAsync(job.Id);
        await EnqueueAsync(order with { ResumeFrom = null }, order.Preset);
        Snackbar.Add($"{photo.FileName} is left out, and the training begins anew without it. Undo is on Photos.", Severity.Info);
    });

    private Task TakeUpAsync(JobView job, long step) => GuardAsync(async () =>
    {
        if (job.Order is TrainPersonOrder order)
        {
            await EnqueueAsync(order with { ResumeFrom = job.Id, ResumeStep = step }, $"{order.Preset} from step {step}");
        }
    });

    private async Task EnqueueAsync(TrainPersonOrder order, string title)
    {
        await Jobs.EnqueueAsync(
            new JobRequest(JobKind.Train, string.Create(CultureInfo.InvariantCulture, $"Train: {title}, {order.Passes} passes"), Id, order), Gone);
        await ReloadAsync();
    }

    private Task UseAsync(Guid generator) => GuardAsync(async () =>
    {
        await People.UseGeneratorAsync(Id, generator, Gone);
        if (_frame is not null)
        {
            await _frame.ReloadAsync();
        }

        await ReloadAsync();
    });

    private PhotoView? PhotoNamed(string name) =>
        _album.FirstOrDefault(photo => photo.FileName == name)
        ?? _album.FirstOrDefault(photo => Path.GetFileNameWithoutExtension(photo.FileName) == Path.GetFileNameWithoutExtension(name))
        ?? _album.FirstOrDefault(photo => name.StartsWith(photo.Sha256, StringComparison.Ordinal));
}
