using MyStyle.Engine.Imaging;

namespace MyStyle.Engine.Curation;

/// <summary>What to curate, and how.</summary>
public sealed record CurationOptions
{
    /// <summary>The album.</summary>
    public required string PhotosFolder { get; init; }

    /// <summary>Where aligned pictures, <c>curation.json</c>, decisions and the cache go. Created if needed.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The generator's resolution.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Whether photos of sub-folders belong to the album.</summary>
    public bool Recursive { get; init; }

    /// <summary>Photos of the person, inside the album or elsewhere. Remembered for later runs when inside the album.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>Where to write the HTML report; null writes none.</summary>
    public string? ReportPath { get; init; }

    /// <summary>Where the lines are drawn.</summary>
    public CurationThresholds Thresholds { get; init; } = new();

    /// <summary>Share of accepted photos to set aside for testing.</summary>
    public double TestShare { get; init; } = 0.1;

    /// <summary>Whether an album in which no person can be made out is a failure; otherwise its photos get their verdicts all the same, and the report says what is the matter.</summary>
    public bool MustFindPerson { get; init; } = true;

    /// <summary>Decides which photos are set aside.</summary>
    public int Seed { get; init; }

    /// <summary>Photos analysed at a time; 0 takes the number of processors, at most 8.</summary>
    public int Workers { get; init; }

    /// <summary>Limits for photo files.</summary>
    public ImageReadOptions Reading { get; init; } = ImageReadOptions.Default;

    /// <summary>
    /// Perceptual distances of aligned pictures, [n, n], for measuring variety; null leaves them out. Called with at most
    /// <see cref="MostDistances"/> pictures.
    /// </summary>
    public Func<IReadOnlyList<RgbImage>, float[,]>? Distances { get; init; }

    /// <summary>What the distances are called in the report: the network's name.</summary>
    public string DistanceName { get; init; } = "perceptual distance";

    /// <summary>Most pictures whose distances are measured (evenly picked); pairs grow with the square.</summary>
    public int MostDistances { get; init; } = 96;
}
