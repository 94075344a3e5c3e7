using System.Text.Json.Serialization;

namespace MyStyle.Studio.Jobs.Orders;

/// <summary>
/// What a job is to do, in the studio's terms: ids and content hashes rather than paths, so that the data folder may move. Kept as
/// JSON for as long as the job is.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TrainPersonOrder), "train")]
[JsonDerivedType(typeof(PictureOrder), "picture")]
[JsonDerivedType(typeof(RefinePersonOrder), "refine")]
[JsonDerivedType(typeof(DirectionOrder), "direction")]
[JsonDerivedType(typeof(MeasureOrder), "measure")]
public abstract record StudioOrder;
