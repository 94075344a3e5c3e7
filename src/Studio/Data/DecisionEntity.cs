namespace MyStyle.Studio.Data;

/// <summary>One thing a user said about photos, kept so that it can be taken back.</summary>
public sealed class DecisionEntity
{
    /// <summary>Key; later ones are greater.</summary>
    public long Id { get; set; }

    /// <summary>Whose album.</summary>
    public Guid PersonId { get; set; }

    /// <summary>When.</summary>
    public DateTime AtUtc { get; set; }

    /// <summary>What it changed: a JSON list of photo id, decision before, decision after.</summary>
    public required string ChangesJson { get; set; }

    /// <summary>Whether it was taken back.</summary>
    public bool Undone { get; set; }
}
