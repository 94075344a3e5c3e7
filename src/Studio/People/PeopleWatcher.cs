using MyStyle.Studio.Jobs;
using MyStyle.Studio.Photos;

namespace MyStyle.Studio.People;

/// <summary>Tells that a person changed when its album or its jobs did: a training gives it a generator, a curation a face for its card.</summary>
/// <param name="people">Who tells.</param>
/// <param name="photos">The albums.</param>
/// <param name="services">The jobs, if there are any.</param>
internal sealed class PeopleWatcher(PeopleDesk people, IPhotos photos, IServiceProvider services) : IHostedService
{
    private readonly IJobs? _jobs = services.GetService<IJobs>();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        photos.Changed += OnAlbum;
        if (_jobs is not null)
        {
            _jobs.Changed += OnJob;
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        photos.Changed -= OnAlbum;
        if (_jobs is not null)
        {
            _jobs.Changed -= OnJob;
        }

        return Task.CompletedTask;
    }

    private void OnAlbum(AlbumChange change)
    {
        if (!change.IsProgress)
        {
            people.Tell(new PersonChange(change.Person));
        }
    }

    private void OnJob(JobChange change)
    {
        if (!change.IsProgress && change.Person is { } person)
        {
            people.Tell(new PersonChange(person));
        }
    }
}
