using MyStyle.Studio.Data;

namespace MyStyle.Studio.Results;

/// <summary>Which results are wanted. The ghost strip's are only listed for its own job.</summary>
public sealed record ResultFilter
{
    /// <summary>Only of this workpiece.</summary>
    public Guid? Workpiece { get; init; }

    /// <summary>Only of this job.</summary>
    public Guid? Job { get; init; }

    /// <summary>Only of these kinds; empty for all.</summary>
    public IReadOnlyList<ResultKind> Kinds { get; init; } = [];

    /// <summary>Only those that were kept.</summary>
    public bool OnlyKept { get; init; }

    /// <summary>Those that were discarded, instead of the others.</summary>
    public bool Discarded { get; init; }

    /// <summary>Whether the untuned prior's pictures are listed too.</summary>
    public bool WithComparisons { get; init; }

    /// <summary>How many are passed over.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most.</summary>
    public int Take { get; init; } = 200;
}
