namespace MyStyle.Studio.Data;

/// <summary>One anchor: a photo's code in W.</summary>
public sealed class AnchorEntity
{
    /// <summary>Key.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>The generator it belongs to.</summary>
    public Guid GeneratorId { get; set; }

    /// <summary>Its row; alpha coordinates count in this order.</summary>
    public int Index { get; set; }

    /// <summary>The photo's name.</summary>
    public required string PhotoName { get; set; }

    /// <summary>Content hash of the photo; null if unknown.</summary>
    public string? PhotoSha { get; set; }

    /// <summary>The code, dim W numbers in single precision, little-endian.</summary>
    public required byte[] W { get; set; }
}
