using System.Text.Json;
using MyStyle.Engine.Faces;
using MyStyle.Studio.Data;

namespace MyStyle.Studio.Workpieces;

/// <summary>Between rows and what pages see.</summary>
internal static class WorkpieceJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { IgnoreReadOnlyProperties = true };

    public static string? Write(Alignment? alignment) => alignment is null ? null : JsonSerializer.Serialize(alignment, Options);

    public static Alignment? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<Alignment>(json, Options);
        }
        catch (JsonException)
        {
            // Only the way back into the photo is lost; the aligned picture is a file of its own.
            return null;
        }
    }

    public static WorkpieceView ToView(WorkpieceEntity row)
    {
        Alignment? alignment = Read(row.AlignmentJson);
        return new WorkpieceView(
            row.Id, row.PersonId, row.FileName, row.OriginalSha, row.AlignedSha, alignment is null ? null : SquarePlacement.Of(alignment),
            alignment?.PhotoWidth ?? 0, alignment?.PhotoHeight ?? 0, row.SmallSide, row.SmallSha, row.MedianCosine, row.ProbablySomebodyElse, row.Remark,
            row.MaskSha, row.IsFromAlbum, row.CreatedUtc, row.UpdatedUtc);
    }
}
