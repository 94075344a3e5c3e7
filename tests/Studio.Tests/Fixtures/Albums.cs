using MyStyle.Studio.Photos;

namespace MyStyle.Studio.Tests.Fixtures;

/// <summary>Albums made of the sample person's photos.</summary>
internal static class Albums
{
    /// <summary>A photo of the sample person, or one of the traps among them.</summary>
    public static string Photo(string name) => Repository.Asset("sample-person", name);

    /// <summary>Adds photos under their own names.</summary>
    public static async Task<Dictionary<string, UploadOutcome>> AddAsync(this IPhotos photos, Guid person, params string[] names)
    {
        Dictionary<string, UploadOutcome> outcomes = [];
        foreach (string name in names)
        {
            await using FileStream file = File.OpenRead(Photo(name));
            outcomes[name] = await photos.AddAsync(person, name, file, TestContext.Current.CancellationToken);
        }

        return outcomes;
    }

    /// <summary>Waits until curation has come to rest.</summary>
    public static async Task<AlbumView> RestAsync(this StudioData data, Guid person)
    {
        await data.Get<CurationDesk>().WhenIdleAsync(person);
        return await data.Get<IPhotos>().GetAsync(person, TestContext.Current.CancellationToken);
    }
}
