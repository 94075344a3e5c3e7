using MyStyle.Engine.Curation;

namespace MyStyle.Studio.Photos;

/// <summary>Names and words of what users say about photos.</summary>
public static class DecisionNames
{
    /// <summary>The name in the database and the API: keep, reject, is_person, not_person.</summary>
    public static string Name(this UserDecision decision) => decision switch
    {
        UserDecision.Keep => "keep",
        UserDecision.Reject => "reject",
        UserDecision.IsPerson => "is_person",
        UserDecision.NotPerson => "not_person",
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };

    /// <summary>The decision of a name; null for null.</summary>
    public static UserDecision? Parse(string? name) => name is null ? null : Enum.GetValues<UserDecision>().Single(decision => decision.Name() == name);

    /// <summary>What was done, for the undo button.</summary>
    internal static string Describe(IReadOnlyList<DecisionChange> changes)
    {
        // The last one is what the user asked for; others, such as a keeper that had to stay, came with it.
        string? said = changes.Count > 0 ? changes[0].After : null;
        int count = changes.Count(change => change.After == said);
        string photos = count == 1 ? "1 photo" : $"{count} photos";
        return said switch
        {
            "keep" => $"Keep {photos}",
            "reject" => $"Leave out {photos}",
            "is_person" => $"Confirm {photos}",
            "not_person" => $"Call {photos} somebody else",
            _ => $"Forget what was said about {photos}",
        };
    }
}
