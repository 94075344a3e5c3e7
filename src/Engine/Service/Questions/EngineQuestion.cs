namespace MyStyle.Engine.Service.Questions;

/// <summary>Something that wants an answer at once.</summary>
/// <typeparam name="TAnswer">What is answered.</typeparam>
public abstract record EngineQuestion<TAnswer>
    where TAnswer : class
{
    /// <summary>The trained person's folder.</summary>
    public required string PersonFolder { get; init; }
}
