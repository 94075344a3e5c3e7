using Microsoft.EntityFrameworkCore;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;
using MyStyle.Studio.Data;
using MyStyle.Studio.Files;
using MyStyle.Studio.Settings;

namespace MyStyle.Studio.Models;

/// <summary>The models on this machine, over the catalogue and the model folders.</summary>
/// <param name="contexts">The database, for who uses what.</param>
/// <param name="models">The folders.</param>
/// <param name="own">Generators that the catalogue does not know.</param>
/// <param name="folder">Where files wait until they are checked.</param>
/// <param name="settings">How large a file may be.</param>
/// <param name="time">Tells the time.</param>
internal sealed class ModelDesk(
    IDbContextFactory<StudioDb> contexts, ModelDirectories models, OwnGenerators own, DataFolder folder, StudioSettings settings, TimeProvider time) : IModels
{
    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public string InstallFolder => models.InstallFolder;

    /// <inheritdoc/>
    public string PerceptualNetwork => models.PerceptualNetwork().Name;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelView>> ListAsync(CancellationToken cancellation = default)
    {
        ILookup<string, string> users = await UsersAsync(cancellation);
        IReadOnlyList<(string Path, string Sha256, int Resolution)> generators = await Task.Run(own.List, cancellation);
        return
        [
            .. ModelCatalogue.Entries.Select(entry => View(ModelState.Of(entry, models), users)),
            .. generators.Select(generator => new ModelView(
                Path.GetFileName(generator.Path), ModelKind.Prior, $"A generator of your own, {generator.Resolution} px.", "", "", ModelStatus.Own, null,
                generator.Path, generator.Sha256, new FileInfo(generator.Path).Length, generator.Resolution, null,
                [.. users[Path.GetFileName(generator.Path)].Concat(users[Path.GetFileNameWithoutExtension(generator.Path)]).Distinct()], [])),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelView>> PriorsAsync(CancellationToken cancellation = default) =>
        [.. (await ListAsync(cancellation)).Where(model => model is { Kind: ModelKind.Prior, Status: not ModelStatus.Missing, Problem: null })];

    /// <inheritdoc/>
    public async Task<ModelChecked> VerifyAsync(string name, CancellationToken cancellation = default)
    {
        if (ModelCatalogue.Find(name) is not { } entry)
        {
            ModelView generator = await RequireOwnAsync(name, cancellation);
            return new ModelChecked(generator.Name, generator.Sha256, null);
        }

        models.Require(entry);
        ModelState state = await ModelState.Of(entry, models).VerifyAsync(cancellation);
        return new ModelChecked(entry.Name, state.Sha256, state.Problem);
    }

    /// <inheritdoc/>
    public async Task<string> ImportAsync(Stream content, string fileName, CancellationToken cancellation = default)
    {
        string shown = SafeName.Of(fileName);
        // A folder of its own, so that the file keeps its name: installers tell a model's parts by it.
        string waiting = Directory.CreateDirectory(folder.NewIncoming()).FullName;
        string path = Path.Combine(waiting, shown);
        try
        {
            (long _, string sha256) = await Receiver.CopyAsync(content, path, settings.Uploads.ModelBytes, shown, cancellation);
            return await TakeAsync(path, shown, sha256, cancellation);
        }
        finally
        {
            Directory.Delete(waiting, recursive: true);
        }
    }

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<string> Taken, IReadOnlyList<string> PassedOver)> ImportFromAsync(string path, CancellationToken cancellation = default)
    {
        string[] files = File.Exists(path) ? [path]
            : Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Where(OwnGenerators.MayBeWeights).Order(StringComparer.Ordinal)]
            : throw new EngineException($"There is no file or folder {path} on the machine that runs the studio.");
        List<string> taken = [];
        List<string> passedOver = [];
        foreach (string file in files)
        {
            try
            {
                string sha256 = await Task.Run(() => Toolbox.Hash(file), cancellation);
                taken.Add(await TakeAsync(file, Path.GetFileName(file), sha256, cancellation));
            }
            catch (EngineException e) when (files.Length > 1)
            {
                passedOver.Add(e.Message);
            }
        }

        return taken.Count + passedOver.Count > 0
            ? (taken, passedOver)
            : throw new EngineException($"{path} holds no files of weights (.safetensors, .pt, .pth, .pkl).");
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string name, CancellationToken cancellation = default)
    {
        ModelView model = (await ListAsync(cancellation)).FirstOrDefault(model => model.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && model.Path is not null)
            ?? throw new NotThereException($"There is no model called '{name}' here.");
        if (model.Status == ModelStatus.Bundled)
        {
            throw new EngineException($"{model.Name} came with the program and stays.");
        }

        if (model.UsedBy.Count > 0)
        {
            throw new EngineException($"{model.Name} is the prior of {string.Join(", ", model.UsedBy)}. Delete them first, or choose another prior for them.");
        }

        File.Delete(model.Path!);
        File.Delete(model.Path + ".json");
        Changed?.Invoke();
    }

    private async Task<string> TakeAsync(string path, string shown, string sha256, CancellationToken cancellation)
    {
        ModelEntry? entry = ModelCatalogue.Entries.FirstOrDefault(e => !e.IsBundled && (e.Sha256 == sha256 || e.Sources.Any(source => source.Sha256 == sha256)));
        string name = entry is null ? await KeepOwnAsync(path, shown, cancellation) : await InstallAsync(entry, path, shown, sha256, cancellation);
        Changed?.Invoke();
        return name;
    }

    private async Task<string> InstallAsync(ModelEntry entry, string path, string shown, string sha256, CancellationToken cancellation)
    {
        if (entry.Sources.Count > 1 && entry.Sha256 != sha256)
        {
            throw new EngineException(
                $"{shown} is one of {entry.Sources.Count} files of {entry.Name}. Install it with 'mystyle models install {entry.Name} --from' and all of them.");
        }

        // Nothing is fetched: every part is given.
        using var nothing = new HttpClient();
        await new ModelInstaller(models, nothing, time).InstallAsync(entry, [path], null, cancellation);
        return entry.Name;
    }

    private async Task<string> KeepOwnAsync(string path, string shown, CancellationToken cancellation)
    {
        if (!OwnGenerators.MayBeWeights(shown))
        {
            throw new EngineException($"{shown} does not look like weights: .safetensors, .pt, .pth and .pkl are read.");
        }

        if (ModelCatalogue.Entries.Any(entry => Path.GetFileName(entry.FileName).Equals(shown, StringComparison.OrdinalIgnoreCase)))
        {
            throw new EngineException($"{shown} has the name of a model of the catalogue, but another content. Give it another name.");
        }

        try
        {
            await Task.Run(() => OwnGenerators.Resolution(path), cancellation);
        }
        catch (EngineException e)
        {
            throw new EngineException(e.Message.Replace(path, shown, StringComparison.Ordinal), e);
        }

        string target = Path.Combine(Directory.CreateDirectory(models.InstallFolder).FullName, SafeName.Of(shown));
        if (File.Exists(target) && !string.Equals(Toolbox.Hash(target), Toolbox.Hash(path), StringComparison.Ordinal))
        {
            throw new EngineException($"There is another model called {shown} already. Give this one another name.");
        }

        await using FileStream source = File.OpenRead(path);
        AtomicFile.Write(target, source.CopyTo);
        return Path.GetFileName(target);
    }

    private async Task<ModelView> RequireOwnAsync(string name, CancellationToken cancellation) =>
        (await ListAsync(cancellation)).FirstOrDefault(model => model.Status == ModelStatus.Own && model.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new NotThereException($"There is no model called '{name}' here.");

    private async Task<ILookup<string, string>> UsersAsync(CancellationToken cancellation)
    {
        await using StudioDb db = await contexts.CreateDbContextAsync(cancellation);
        var chosen = await db.People.AsNoTracking().Select(p => new { p.Name, p.Prior }).ToListAsync(cancellation);
        var trained = await db.Generators.AsNoTracking().Join(db.People, g => g.PersonId, p => p.Id, (g, p) => new { p.Name, g.Prior }).ToListAsync(cancellation);
        return chosen.Concat(trained).Distinct().OrderBy(user => user.Name, StringComparer.Ordinal).ToLookup(user => user.Prior, user => user.Name, StringComparer.OrdinalIgnoreCase);
    }

    private static ModelView View(ModelState state, ILookup<string, string> users)
    {
        ModelEntry entry = state.Entry;
        ModelStatus status = state.Path is null ? ModelStatus.Missing : entry.IsBundled ? ModelStatus.Bundled : ModelStatus.Installed;
        return new ModelView(
            entry.Name, entry.Kind, entry.Description, entry.Licence, entry.Note, status, state.Problem, state.Path, state.Sha256,
            state.Path is { } path ? new FileInfo(path).Length : entry.Size, null, entry.Prior, [.. users[entry.Name]], entry.Sources);
    }
}
