using System.Text.Json;
using System.Text.Json.Serialization;
using MyStyle.Engine.Service.Updates;
using MyStyle.Studio.Jobs.Orders;

namespace MyStyle.Studio.Jobs;

/// <summary>How orders and outcomes are written: in the database, in job folders, and by the API.</summary>
public static class JobJson
{
    /// <summary>Names in camel case, enumerations in words, NaN allowed.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>An order as text.</summary>
    public static string Write(StudioOrder order) => JsonSerializer.Serialize(order, Options);

    /// <summary>An order from text.</summary>
    /// <exception cref="JsonException">It is none that this program knows.</exception>
    public static StudioOrder ReadOrder(string json) =>
        JsonSerializer.Deserialize<StudioOrder>(json, Options) ?? throw new JsonException("The order is empty.");

    /// <summary>An outcome as text.</summary>
    public static string Write(EngineOutcome outcome) => JsonSerializer.Serialize(outcome, Options);

    /// <summary>An outcome from text.</summary>
    /// <exception cref="JsonException">It is none that this program knows.</exception>
    public static EngineOutcome ReadOutcome(string json) =>
        JsonSerializer.Deserialize<EngineOutcome>(json, Options) ?? throw new JsonException("The outcome is empty.");
}
