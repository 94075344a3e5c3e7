using System.Text.Json;
using MyStyle.Engine.Curation;
using MyStyle.Engine.Runtime;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Photos;

/// <summary>What a user set for one album, kept beside its curation.</summary>
/// <param name="DuplicateThreshold">The likeness from which two photos count as the same picture.</param>
internal sealed record AlbumSettings(double DuplicateThreshold)
{
    public const double Least = 0.8;
    public const double Most = 1;

    private const string FileName = "album.json";

    public static AlbumSettings Default { get; } = new(new CurationThresholds().DuplicatePatch);

    public static AlbumSettings Read(DataFolder folder, Guid person)
    {
        try
        {
            string path = Path.Combine(folder.Curation(person), FileName);
            AlbumSettings read = File.Exists(path) ? PhotoJson.Read<AlbumSettings>(File.ReadAllText(path)) ?? Default : Default;
            return read.DuplicateThreshold is >= Least and <= Most ? read : Default;
        }
        catch (JsonException)
        {
            return Default;
        }
    }

    public void Write(DataFolder folder, Guid person) => AtomicFile.Write(Path.Combine(folder.Curation(person), FileName), PhotoJson.Write(this));

    /// <summary>Where the lines are drawn at a threshold. Below the usual one a copy that was suspected by its look is confirmed by it too.</summary>
    public static CurationThresholds Thresholds(double duplicate)
    {
        CurationThresholds usual = new();
        return usual with { DuplicatePatch = duplicate, LookPatch = Math.Min(usual.LookPatch, duplicate) };
    }
}
