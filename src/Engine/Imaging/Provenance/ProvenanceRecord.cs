using System.Reflection;

namespace MyStyle.Engine.Imaging.Provenance;

/// <summary>
/// What a picture file says about its own making. It travels inside the file as XMP, where picture agencies, search engines and
/// other programs look for it.
/// </summary>
/// <param name="SourceType">Whether a camera or a trained model made the picture, or both.</param>
/// <param name="Tool">The program that wrote the file, such as <see cref="Studio"/>.</param>
/// <param name="Created">When the picture was made, kept in UTC; null if the file does not say.</param>
/// <param name="Parameters">The recipe: every parameter, as one JSON value. <c>{}</c> if there is none.</param>
/// <param name="Description">A sentence for people; may be empty.</param>
public sealed record ProvenanceRecord(
    DigitalSourceType SourceType,
    string Tool,
    DateTimeOffset? Created,
    string Parameters,
    string Description)
{
    /// <summary>This program and its version, for <see cref="Tool"/>.</summary>
    public static string Studio { get; } = "MyStyle Studio " + Version();

    private static string Version()
    {
        string version = typeof(ProvenanceRecord).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        int build = version.IndexOf('+', StringComparison.Ordinal);
        return build < 0 ? version : version[..build];
    }
}
