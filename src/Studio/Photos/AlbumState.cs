using MyStyle.Engine.Curation;

namespace MyStyle.Studio.Photos;

/// <summary>Where the curation of one album stands; locked on itself.</summary>
internal sealed class AlbumState
{
    public CurationView View { get; set; } = CurationView.Idle;

    /// <summary>How often it was asked for.</summary>
    public long Wanted { get; set; }

    /// <summary>Up to which of these it was done.</summary>
    public long Done { get; set; }

    public bool Hurry { get; set; }

    public bool IsClosed { get; set; }

    public Task? Loop { get; set; }

    public CancellationTokenSource? Run { get; set; }

    /// <summary>What the last run found; null if it found no photos.</summary>
    public CurationReport? Report { get; set; }

    public CopyFinder? Finder { get; set; }
}
