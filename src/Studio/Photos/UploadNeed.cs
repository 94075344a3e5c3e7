namespace MyStyle.Studio.Photos;

/// <summary>Whether a file is wanted.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsKnown">The album has it: it need not be sent. Without a hash, a file of the same name and size counts.</param>
/// <param name="Problem">Why it would not be taken (too large, too many); null if it would.</param>
public sealed record UploadNeed(string Name, bool IsKnown, string? Problem);
