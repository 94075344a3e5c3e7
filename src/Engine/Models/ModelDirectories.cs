using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Models;

/// <summary>Where model files are looked for: what comes with the program first, then the user's folders in their order.</summary>
public sealed class ModelDirectories
{
    private readonly string[] _folders;

    /// <summary>Takes the folders as they are.</summary>
    /// <param name="bundled">The folder that comes with the program; null if there is none.</param>
    /// <param name="own">The user's folders; the first is installed into.</param>
    public ModelDirectories(string? bundled, IReadOnlyList<string> own)
    {
        ArgumentNullException.ThrowIfNull(own);
        if (own.Count == 0)
        {
            throw new ArgumentException("At least one folder to install into is needed.", nameof(own));
        }

        Bundled = bundled;
        InstallFolder = Path.GetFullPath(own[0]);
        _folders = [.. bundled is null ? [] : new[] { bundled }, .. own.Select(Path.GetFullPath)];
    }

    /// <summary>The folder that comes with the program; null if it is missing.</summary>
    public string? Bundled { get; }

    /// <summary>Where models are installed.</summary>
    public string InstallFolder { get; }

    /// <summary>Every folder in the order in which it is searched.</summary>
    public IReadOnlyList<string> Folders => _folders;

    /// <summary>The user's own model folder: <c>$XDG_DATA_HOME/mystyle/models</c> or what the platform has instead.</summary>
    public static string DefaultInstallFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "mystyle", "models");

    /// <summary>The bundled folder and those of the setting <c>Engine:ModelDirectories</c> (the default folder if it is empty).</summary>
    public static ModelDirectories Create(IReadOnlyList<string>? configured = null) =>
        new(Assets.Find("models"), configured is { Count: > 0 } ? configured : [DefaultInstallFolder]);

    /// <summary>The file of <paramref name="entry"/>, or null if it is nowhere.</summary>
    public string? Find(ModelEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _folders.Select(folder => Path.Combine(folder, entry.FileName)).FirstOrDefault(File.Exists);
    }

    /// <summary>The file that <paramref name="nameOrPath"/> means: a path, a name of the catalogue, or a file in one of the folders.</summary>
    /// <exception cref="EngineException">There is no such file; the message says how to get it.</exception>
    public string Require(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (ModelCatalogue.Find(nameOrPath) is { } entry)
        {
            return Require(entry);
        }

        return _folders.Select(folder => Path.Combine(folder, nameOrPath)).Prepend(nameOrPath).FirstOrDefault(File.Exists)
            ?? throw new EngineException($"There is no file and no model called '{nameOrPath}'. 'mystyle models list' shows the names.");
    }

    /// <summary>The file of <paramref name="entry"/>.</summary>
    /// <exception cref="EngineException">It is not installed; the message says how to get it.</exception>
    public string Require(ModelEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Find(entry) ?? throw new EngineException(entry.IsBundled
            ? $"The bundled model {entry.Name} ({entry.FileName}) is not in {Bundled ?? "the program's folder"}: the installation is incomplete."
            : $"The model {entry.Name} is not installed. Run 'mystyle models install {entry.Name}'.");
    }

    /// <summary>The perceptual network to use: the real LPIPS whenever one is installed, otherwise the narrower bundled one.</summary>
    /// <exception cref="EngineException">Not even the bundled one is there.</exception>
    public ModelEntry PerceptualNetwork() =>
        ModelCatalogue.Lpips.Append(ModelCatalogue.PerceptualNarrow)
            .Select(name => ModelCatalogue.Find(name)!)
            .FirstOrDefault(entry => Find(entry) is not null)
        ?? throw new EngineException("There is no perceptual network. Run 'mystyle models install lpips-alex'.");
}
