using MyStyle.Engine.Service.Questions;

namespace MyStyle.Engine.Service.Answers;

/// <summary>Draws the anchors' map.</summary>
internal static class MapAnswerer
{
    /// <summary>Answers.</summary>
    public static MapAnswer Answer(ShelvedPerson person)
    {
        int count = person.Prior.Hull.Count;
        return new MapAnswer(
            person.Prior.Hull.Names,
            [.. Enumerable.Range(0, count).Select(i => person.Map.Positions[i, 0])],
            [.. Enumerable.Range(0, count).Select(i => person.Map.Positions[i, 1])],
            person.Map.ExplainedVariance);
    }
}
