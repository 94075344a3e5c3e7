namespace MyStyle.Studio.Data;

/// <summary>Somebody with an album, and perhaps a prior.</summary>
public sealed class PersonEntity
{
    /// <summary>Names the person's folder too.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>As the user gave it.</summary>
    public required string Name { get; set; }

    /// <summary>Whether nobody is it: the sample person.</summary>
    public bool IsSynthetic { get; set; }

    /// <summary>When it was made.</summary>
    public DateTime CreatedUtc { get; set; }

    /// <summary>When anything of it changed.</summary>
    public DateTime UpdatedUtc { get; set; }

    /// <summary>The prior it is trained on, by catalogue name or path.</summary>
    public required string Prior { get; set; }

    /// <summary>The generator that is used; null while there is none.</summary>
    public Guid? GeneratorId { get; set; }

    /// <summary>Content hash of the picture on the card; null for a placeholder.</summary>
    public string? CoverSha { get; set; }

    /// <summary>The album.</summary>
    public List<PhotoEntity> Photos { get; } = [];

    /// <summary>Trained generators, refined ones too.</summary>
    public List<GeneratorEntity> Generators { get; } = [];
}
