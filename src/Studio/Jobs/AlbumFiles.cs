using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Jobs;

/// <summary>The aligned photos of an album, as the engine takes them.</summary>
internal sealed class AlbumFiles(IDbContextFactory<StudioDb> factory, DataFolder folder)
{
    private const string ChoiceFile = "photos.json";
    private const string Accepted = "accept";
    private const string TestSplit = "test";
    private const string TrainSplit = "train";

    /// <summary>Accepted photos, by what they are for.</summary>
    public async Task<(IReadOnlyList<PhotoFile> Train, IReadOnlyList<PhotoFile> Test)> AcceptedAsync(Guid person, CancellationToken cancellation)
    {
        List<PhotoEntity> photos = await ReadAsync(person, cancellation).ConfigureAwait(false);
        return Files(person, photos, Choose(photos, []));
    }

    /// <summary>
    /// The photos of a training. They are chosen once, when it first starts: its checkpoints fit no others, whatever happens to the album.
    /// </summary>
    /// <param name="person">Whose album.</param>
    /// <param name="leftOut">Photos to leave out although they are accepted.</param>
    /// <param name="job">The job's folder.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EngineException">Too few photos are accepted.</exception>
    public async Task<(IReadOnlyList<PhotoFile> Train, IReadOnlyList<PhotoFile> Test)> ChosenAsync(
        Guid person, IReadOnlyList<Guid> leftOut, string job, CancellationToken cancellation)
    {
        List<PhotoEntity> photos = await ReadAsync(person, cancellation).ConfigureAwait(false);
        string path = Path.Combine(job, ChoiceFile);
        Choice choice = File.Exists(path)
            ? JsonSerializer.Deserialize<Choice>(await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false), JobJson.Options)!
            : Choose(photos, leftOut);
        if (choice.Train.Count < 2)
        {
            throw new EngineException(string.Create(
                CultureInfo.InvariantCulture,
                $"{choice.Train.Count} photos are accepted for training; at least 2 are needed, better about 100. Add photos, or accept more of them."));
        }

        AtomicFile.Write(path, JsonSerializer.Serialize(choice, JobJson.Options));
        return Files(person, photos, choice);
    }

    /// <summary>Photos by id; those without an aligned picture are left out.</summary>
    public async Task<IReadOnlyList<PhotoFile>> OfAsync(Guid person, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        List<PhotoEntity> photos = await ReadAsync(person, cancellation).ConfigureAwait(false);
        return Files(person, photos, new Choice(ids, [])).Train;
    }

    private async Task<List<PhotoEntity>> ReadAsync(Guid person, CancellationToken cancellation)
    {
        await using StudioDb db = await factory.CreateDbContextAsync(cancellation).ConfigureAwait(false);
        return await db.Photos.AsNoTracking().Where(p => p.PersonId == person && p.AlignedPath != null)
            .OrderBy(p => p.FileName).ThenBy(p => p.Id).ToListAsync(cancellation).ConfigureAwait(false);
    }

    private static Choice Choose(List<PhotoEntity> photos, IReadOnlyList<Guid> leftOut)
    {
        PhotoEntity[] accepted = [.. photos.Where(photo => photo.Verdict == Accepted && !leftOut.Contains(photo.Id))];
        return new Choice(
            [.. accepted.Where(photo => photo.Split == TrainSplit).Select(photo => photo.Id)],
            [.. accepted.Where(photo => photo.Split == TestSplit).Select(photo => photo.Id)]);
    }

    private (IReadOnlyList<PhotoFile> Train, IReadOnlyList<PhotoFile> Test) Files(Guid person, List<PhotoEntity> photos, Choice choice)
    {
        // Two photos of an album may have come under one name; anchors must not.
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var files = new Dictionary<Guid, PhotoFile>();
        foreach (PhotoEntity photo in photos)
        {
            int count = names[photo.FileName] = names.GetValueOrDefault(photo.FileName) + 1;
            string name = count == 1 ? photo.FileName : string.Create(
                CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(photo.FileName)} ({count}){Path.GetExtension(photo.FileName)}");
            files[photo.Id] = new PhotoFile(name, Path.Combine(folder.Person(person), photo.AlignedPath!), photo.Sha256);
        }

        return ([.. choice.Train.Where(files.ContainsKey).Select(id => files[id])], [.. choice.Test.Where(files.ContainsKey).Select(id => files[id])]);
    }

    private sealed record Choice(IReadOnlyList<Guid> Train, IReadOnlyList<Guid> Test);
}
