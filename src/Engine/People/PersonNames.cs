using System.Text.RegularExpressions;

namespace MyStyle.Engine.People;

/// <summary>The names of a person's files. Nothing else is read from a folder or taken out of an archive.</summary>
internal static partial class PersonNames
{
    public const string Manifest = "person.json";
    public const string Generator = "generator.safetensors";
    public const string Anchors = "anchors.safetensors";
    public const string Embeddings = "embeddings.safetensors";
    public const string Thumbnails = "thumbnails";
    public const string Directions = "directions";
    public const string WeightsExtension = ".safetensors";
    public const string ArchiveExtension = ".mystyle";

    /// <summary>True for the name of a file that a person can have, with forward slashes.</summary>
    public static bool IsKnown(string name) =>
        name is Manifest or Generator or Anchors or Embeddings || Thumbnail().IsMatch(name) || Direction().IsMatch(name);

    public static string ForThumbnail(string name) => $"{Thumbnails}/{name}";

    public static string ForDirection(string name) => $"{Directions}/{name}{WeightsExtension}";

    // One folder deep, no separators, no leading dot, nothing that another system reserves.
    [GeneratedRegex(@"^thumbnails/(?!\.)[^\\/:*?""<>|\p{C}]{1,200}\.(jpg|jpeg|png|webp)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Thumbnail();

    [GeneratedRegex(@"^directions/(?!\.)[^\\/:*?""<>|\p{C}]{1,200}\.safetensors\z", RegexOptions.CultureInvariant)]
    private static partial Regex Direction();
}
