namespace MyStyle.Studio.Jobs.Orders;

/// <summary>Learns a slider.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="With">Photos that have it.</param>
/// <param name="Without">Photos that have it not.</param>
/// <param name="Attribute">yaw, pitch or smile instead of groups; null to use the groups.</param>
/// <param name="Samples">Pictures made for an attribute.</param>
/// <param name="Seed">Fixes the samples.</param>
public sealed record DirectionOrder(
    string Name, IReadOnlyList<Guid> With, IReadOnlyList<Guid> Without, string? Attribute, int Samples, long Seed) : StudioOrder;
