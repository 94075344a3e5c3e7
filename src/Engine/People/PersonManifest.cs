namespace MyStyle.Engine.People;

/// <summary>What a person is, in words and figures: <c>person.json</c>.</summary>
public sealed record PersonManifest
{
    /// <summary>The format this program writes, and the newest it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the files around it.</summary>
    public int FormatVersion { get; init; } = CurrentFormat;

    /// <summary>The person's name, as the user gave it.</summary>
    public required string Name { get; init; }

    /// <summary>The generator this person was tuned from.</summary>
    public required PriorReference Prior { get; init; }

    /// <summary>The W encoder the anchors came from, by catalogue name or file name; null if they were optimised.</summary>
    public string? Encoder { get; init; }

    /// <summary>The perceptual network that tuned the generator, by catalogue name.</summary>
    public required string PerceptualNetwork { get; init; }

    /// <summary>What the tuning ran with, such as passes, batchSize, learningRate, l2Weight.</summary>
    public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();

    /// <summary>Start of every random sequence of the tuning.</summary>
    public int Seed { get; init; }

    /// <summary>What the tuning computed in: <c>fp32</c>, <c>tf32</c> or <c>bf16</c>; null if it was not noted.</summary>
    public string? ComputePrecision { get; init; }

    /// <summary>How the generator's weights are kept.</summary>
    public WeightPrecision Precision { get; init; } = WeightPrecision.Float16;

    /// <summary>Versions of the programs that made it, such as mystyle and libtorch.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>When it was first saved.</summary>
    public DateTimeOffset CreatedUtc { get; init; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset UpdatedUtc { get; init; }

    /// <summary>How well the untuned prior renders the reference set; null if that was not measured.</summary>
    public PersonMetrics? Before { get; init; }

    /// <summary>How well the tuned generator renders it; null if that was not measured.</summary>
    public PersonMetrics? After { get; init; }

    /// <summary>
    /// The reference photos in the order of the anchors. Alpha coordinates count anchors in this order, so it never changes.
    /// </summary>
    public required IReadOnlyList<PersonPhoto> Photos { get; init; }

    /// <summary>Photos kept out of the tuning to judge it by.</summary>
    public IReadOnlyList<PersonPhoto> HeldOut { get; init; } = [];

    /// <summary>Every other file of the person by its relative name; filled in when it is saved.</summary>
    public IReadOnlyDictionary<string, FileRecord> Files { get; init; } = new Dictionary<string, FileRecord>();
}
