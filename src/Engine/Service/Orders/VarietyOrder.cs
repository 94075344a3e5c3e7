namespace MyStyle.Engine.Service.Orders;

/// <summary>Measures how varied a person's pictures are: the mean perceptual distance over all pairs (figure 6). Writes nothing.</summary>
public sealed record VarietyOrder : EngineOrder
{
    /// <summary>Pictures that are measured, at most; of more an even sample is taken, since pairs grow with the square.</summary>
    public const int Most = 96;

    /// <summary>Aligned pictures of one size, at least two.</summary>
    public required IReadOnlyList<PhotoFile> Pictures { get; init; }
}
