namespace MyStyle.Engine.Service.Questions;

/// <summary>Pictures drawn from the hull.</summary>
/// <param name="Samples">In the sequence's order.</param>
public sealed record SampleAnswer(IReadOnlyList<PointAnswer> Samples);
