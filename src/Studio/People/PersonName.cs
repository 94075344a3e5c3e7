using MyStyle.Engine.Runtime;

namespace MyStyle.Studio.People;

/// <summary>What a person may be called: any words, which never become a path.</summary>
public static class PersonName
{
    /// <summary>Most characters.</summary>
    public const int Longest = 80;

    /// <summary>The name as it is kept: without blanks around it and without control characters.</summary>
    /// <exception cref="EngineException">Nothing is left, or it is too long.</exception>
    public static string Check(string? name)
    {
        string clean = string.Concat((name ?? "").Where(c => !char.IsControl(c))).Trim();
        return clean.Length switch
        {
            0 => throw new EngineException("A person needs a name."),
            > Longest => throw new EngineException($"The name has {clean.Length} characters; {Longest} are the most."),
            _ => clean,
        };
    }
}
