using System.Text.Json.Serialization;

namespace MyStyle.Engine.Service.Updates;

/// <summary>What came of an order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TrainOutcome), "train")]
[JsonDerivedType(typeof(ProjectOutcome), "project")]
[JsonDerivedType(typeof(RefineOutcome), "refine")]
[JsonDerivedType(typeof(DirectionOutcome), "direction")]
[JsonDerivedType(typeof(EvaluateOutcome), "evaluate")]
[JsonDerivedType(typeof(VarietyOutcome), "variety")]
public abstract record EngineOutcome;
