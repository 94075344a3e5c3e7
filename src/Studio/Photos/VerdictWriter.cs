using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Curation;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;

namespace MyStyle.Studio.Photos;

/// <summary>Writes what a curation found into the album's rows.</summary>
internal static class VerdictWriter
{
    public static async Task WriteAsync(StudioDb db, DataFolder folder, Guid person, CurationReport report)
    {
        List<PhotoEntity> rows = await db.Photos.Where(p => p.PersonId == person).ToListAsync();
        Dictionary<string, PhotoEntity> byFile = rows.ToDictionary(row => row.Sha256 + row.Extension, StringComparer.Ordinal);
        foreach (CuratedPhoto photo in report.Photos)
        {
            if (byFile.TryGetValue(photo.File, out PhotoEntity? row))
            {
                Write(row, photo, byFile, folder, report.Size);
            }
        }

        await db.SaveChangesAsync();
    }

    private static void Write(PhotoEntity row, CuratedPhoto photo, Dictionary<string, PhotoEntity> byFile, DataFolder folder, int size)
    {
        PhotoEntity? keeper = photo.DuplicateOf is { } file ? byFile.GetValueOrDefault(file) : null;
        string reason = photo.Reason.Replace(photo.File, row.FileName, StringComparison.Ordinal);
        row.Verdict = photo.Verdict.Name();
        row.Reason = keeper is null ? reason : reason.Replace(photo.DuplicateOf!, keeper.FileName, StringComparison.Ordinal);
        row.ScoresJson = PhotoJson.Write(photo.Scores);
        row.MeasuresJson = photo.Measures is null ? null : PhotoJson.Write(photo.Measures);
        row.RemarksJson = PhotoJson.Write(photo.Remarks);
        row.DuplicateOfId = keeper?.Id;
        row.Split = photo.Split;
        row.AlignedPath = AlignedPath(row, photo, folder, size);
    }

    /// <summary>The aligned picture of an accepted photo, or else the one that the curation looked at.</summary>
    private static string? AlignedPath(PhotoEntity row, CuratedPhoto photo, DataFolder folder, int size)
    {
        if (photo.FaceIndex < 0)
        {
            return null;
        }

        string path = photo.Aligned is { } aligned
            ? Path.Combine(folder.Curation(row.PersonId), aligned)
            : Curator.AlignedPath(folder.Curation(row.PersonId), photo.ContentHash, photo.FaceIndex, size);
        return File.Exists(path) ? Path.GetRelativePath(folder.Person(row.PersonId), path).Replace('\\', '/') : null;
    }
}
