namespace MyStyle.Studio.Results;

/// <summary>How a result is handed out.</summary>
/// <param name="WithProvenance">Whether the file says how it was made: digital source type, program and parameters.</param>
/// <param name="IntoOriginal">Whether it is put back into the photo it was cut from.</param>
public sealed record DownloadOptions(bool WithProvenance = true, bool IntoOriginal = false);
