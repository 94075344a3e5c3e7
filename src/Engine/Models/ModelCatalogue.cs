namespace MyStyle.Engine.Models;

/// <summary>Every model the engine knows by name: what comes with it, and what a user may install.</summary>
public static class ModelCatalogue
{
    /// <summary>The prior that comes with the program.</summary>
    public const string DemoPrior = "demo-faces-128";

    /// <summary>NVIDIA's StyleGAN2 for FFHQ, the paper's prior.</summary>
    public const string Ffhq = "ffhq";

    /// <summary>The perceptual network that comes with the program; it is not LPIPS.</summary>
    public const string PerceptualNarrow = "perceptual-narrow";

    /// <summary>Every entry, bundled ones first.</summary>
    public static IReadOnlyList<ModelEntry> Entries { get; } = [.. BundledModels.Entries, .. InstallableModels.Entries];

    /// <summary>The real LPIPS networks in the order in which they are preferred: the paper's own code uses AlexNet throughout.</summary>
    public static IReadOnlyList<string> Lpips { get; } = ["lpips-alex", "lpips-squeeze", "lpips-vgg"];

    /// <summary>The entry called <paramref name="name"/>, or null.</summary>
    public static ModelEntry? Find(string name) =>
        Entries.FirstOrDefault(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
