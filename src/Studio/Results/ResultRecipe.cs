using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Results;

/// <summary>Reads what a result was made with.</summary>
internal static class ResultRecipe
{
    /// <summary>Marks the ghost strip's results among the parameters.</summary>
    public const string GhostMark = "\"isGhostStrip\":true";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The order that makes it again; null if the parameters are not those of a projection.</summary>
    public static PictureOrder? Order(string parametersJson)
    {
        try
        {
            if (JsonNode.Parse(parametersJson) is not JsonObject root || root["task"] is null || root["workpiece"] is null)
            {
                return null;
            }

            Recipe recipe = root.Deserialize<Recipe>(Options)!;
            return new PictureOrder(
                recipe.Task, recipe.Workpiece, recipe.Generator, recipe.MaskSha, recipe.Factor, recipe.Degradation, [recipe.Beta], [recipe.Seed],
                recipe.Steps, recipe.Blend, recipe.CompareWithPrior);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The anchors that carry it, the strongest first; empty if that was not kept.</summary>
    public static IReadOnlyList<CarrierView> Carriers(string parametersJson)
    {
        try
        {
            return JsonNode.Parse(parametersJson) is JsonObject root && root["carriers"] is JsonArray carriers
                ? carriers.Deserialize<CarrierView[]>(Options) ?? []
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The parameters that go with a download: what was chosen and measured, without ids and names of the user's files.</summary>
    public static string ForDownload(string parametersJson)
    {
        try
        {
            if (JsonNode.Parse(parametersJson) is not JsonObject root)
            {
                return "{}";
            }

            foreach (string key in PrivateKeys)
            {
                root.Remove(key);
            }

            return root.ToJsonString(Options);
        }
        catch (JsonException)
        {
            return "{}";
        }
    }

    // Ids say nothing outside this studio; photo names are the user's own.
    private static readonly string[] PrivateKeys = ["workpiece", "generator", "carriers", "code", "codePath", "picturePath", "personFolder", "anchors"];

    private sealed record Recipe(
        PictureTask Task, Guid Workpiece, Guid? Generator, string? MaskSha, int? Factor, string? Degradation, double? Beta, long Seed, int Steps = 300,
        string Blend = "poisson", bool CompareWithPrior = false);
}
