using System.Text.Json.Serialization;

namespace MyStyle.Engine.Service.Orders;

/// <summary>Something that takes long. Orders are kept as JSON, so their names and properties are for ever.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TrainOrder), "train")]
[JsonDerivedType(typeof(ProjectOrder), "project")]
[JsonDerivedType(typeof(RefineOrder), "refine")]
[JsonDerivedType(typeof(LearnDirectionOrder), "learn-direction")]
[JsonDerivedType(typeof(EvaluateOrder), "evaluate")]
[JsonDerivedType(typeof(VarietyOrder), "variety")]
public abstract record EngineOrder
{
    /// <summary>Where results go: a folder that the order may fill, created if need be.</summary>
    public required string OutputFolder { get; init; }
}
