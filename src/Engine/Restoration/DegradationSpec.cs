using System.Text.Json.Serialization;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Restoration;

/// <summary>
/// What happened to a photo, in words and numbers. Steps are kept in the order of <see cref="DegradationKind"/>, each kind once;
/// two descriptions of the same steps are equal.
/// </summary>
public sealed record DegradationSpec
{
    /// <summary>Takes steps in any order.</summary>
    /// <param name="steps">What happened.</param>
    /// <exception cref="EngineException">A kind occurs twice, or a number is impossible.</exception>
    [JsonConstructor]
    public DegradationSpec(IReadOnlyList<DegradationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Steps = [.. steps.OrderBy(step => step.Kind)];
        for (int i = 0; i < Steps.Count; i++)
        {
            Steps[i].Validate();
            if (i > 0 && Steps[i].Kind == Steps[i - 1].Kind)
            {
                throw new EngineException($"'{DegradationText.Name(Steps[i].Kind)}' is given twice; a photo has it once.");
            }
        }
    }

    /// <summary>Nothing happened.</summary>
    public static DegradationSpec None { get; } = new([]);

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<DegradationStep> Steps { get; }

    /// <summary>Whether something is to be estimated before anything can be restored.</summary>
    [JsonIgnore]
    public bool IsOpen => Steps.Any(step => step.IsOpen);

    /// <summary>The step of a kind; null if it did not happen.</summary>
    public DegradationStep? Find(DegradationKind kind) => Steps.FirstOrDefault(step => step.Kind == kind);

    /// <summary>The description with a step put in, in place of one of the same kind.</summary>
    public DegradationSpec With(DegradationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new DegradationSpec([.. Steps.Where(other => other.Kind != step.Kind), step]);
    }

    /// <summary>The description without a kind.</summary>
    public DegradationSpec Without(DegradationKind kind) => new([.. Steps.Where(step => step.Kind != kind)]);

    /// <summary>Reads <c>haze:0.4:0.9,blur:2,gray,noise:12,jpeg:30</c>; what has no number is to be estimated. Empty is <see cref="None"/>.</summary>
    /// <exception cref="EngineException">Says what is wrong.</exception>
    public static DegradationSpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new DegradationSpec([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(DegradationText.Read)]);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(',', Steps.Select(DegradationText.Write));

    /// <summary>Does to a photo what is described, to try a restoration out.</summary>
    /// <param name="photo">A clean photo.</param>
    /// <param name="seed">Fixes the noise.</param>
    /// <exception cref="EngineException">A strength is unknown.</exception>
    public RgbImage Apply(RgbImage photo, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(photo);
        RequireClosed();
        return Steps.Count == 0 ? photo : PixelDegradations.Apply(photo, this, seed);
    }

    /// <inheritdoc/>
    public bool Equals(DegradationSpec? other) => other is not null && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => Steps.Aggregate(17, HashCode.Combine);

    /// <summary>Refuses what is not wholly known.</summary>
    internal void RequireClosed()
    {
        if (Steps.FirstOrDefault(step => step.IsOpen) is { } open)
        {
            throw new EngineException($"How strong '{DegradationText.Name(open.Kind)}' is has not been said. Give a number, or have it estimated first.");
        }
    }
}
