namespace MyStyle.Studio.People;

/// <summary>A person as cards and headers show it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">As the user gave it.</param>
/// <param name="IsSynthetic">Whether nobody is it: the sample person.</param>
/// <param name="Photos">Files of the album.</param>
/// <param name="Accepted">Photos that belong to the reference set.</param>
/// <param name="Results">Results that were not discarded.</param>
/// <param name="Prior">The prior it is trained on, by catalogue name or path.</param>
/// <param name="Generator">The generator in use; null while there is none.</param>
/// <param name="Generators">How many there are, refined ones too.</param>
/// <param name="CoverUrl">Where the card's picture is; null for a placeholder.</param>
/// <param name="CreatedUtc">When it was made.</param>
/// <param name="UpdatedUtc">When anything of it changed.</param>
public sealed record PersonCard(
    Guid Id, string Name, bool IsSynthetic, int Photos, int Accepted, int Results, string Prior, PersonFigures? Generator, int Generators,
    string? CoverUrl, DateTime CreatedUtc, DateTime UpdatedUtc)
{
    /// <summary>Whether there is a generator to work with.</summary>
    public bool IsTrained => Generator is not null;
}
