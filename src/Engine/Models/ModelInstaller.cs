using System.Globalization;
using System.Security.Cryptography;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Models;

/// <summary>Puts a model of the catalogue into the user's folder: from its official address, or from files given by hand.</summary>
public sealed class ModelInstaller(ModelDirectories directories, HttpClient client, TimeProvider time)
{
    private readonly Downloader _downloader = new(client);

    /// <summary>Installs <paramref name="entry"/> and returns the path of its file.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="files">Files that are here already; what they do not cover is downloaded. They are copied and stay as they are.</param>
    /// <param name="progress">Hears of every piece that arrives.</param>
    /// <param name="cancellation">Stops between two pieces; what arrived is kept and continued next time.</param>
    /// <exception cref="EngineException">A file is not the right one, or cannot be had.</exception>
    public async Task<string> InstallAsync(
        ModelEntry entry,
        IReadOnlyList<string>? files = null,
        IProgress<InstallProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.IsBundled)
        {
            throw new EngineException($"The model {entry.Name} comes with the program; there is nothing to install.");
        }

        string target = Path.Combine(directories.InstallFolder, entry.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var given = new List<(string Path, string Sha256)>();
        foreach (string file in files ?? [])
        {
            given.Add((file, await CheckAsync(entry, file, cancellation).ConfigureAwait(false)));
        }

        if (given.FirstOrDefault(file => entry.Sources.Count > 1 && file.Sha256 == entry.Sha256) is { Path: { } ready })
        {
            Publish(entry, target, temporary => File.Copy(ready, temporary, overwrite: true), new Dictionary<string, string>());
            return target;
        }

        var parts = new List<string>();
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ModelSource source in entry.Sources)
        {
            (string path, string sha256) = given.Find(file => source.Sha256 is null || file.Sha256 == source.Sha256) is { Path: not null } match
                ? match
                : await DownloadAsync(entry, source, progress, cancellation).ConfigureAwait(false);
            parts.Add(path);
            hashes[source.FileName] = sha256;
        }

        Publish(entry, target, temporary => Assemble(entry, parts, temporary), hashes);
        foreach (string part in parts.Where(IsDownload))
        {
            File.Delete(part);
        }

        return target;
    }

    private static void Assemble(ModelEntry entry, List<string> parts, string temporary)
    {
        switch (entry.Assembly)
        {
            case ModelAssembly.Lpips:
                LpipsAssembler.Combine(parts[0], parts[1], temporary);
                break;
            default:
                File.Copy(parts[0], temporary, overwrite: true);
                break;
        }
    }

    private static async Task<string> CheckAsync(ModelEntry entry, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            throw new EngineException($"There is no file {file}.");
        }

        string actual = await FileIdentity.Sha256Async(file, cancellation).ConfigureAwait(false);
        if (actual == entry.Sha256 || entry.Sources.Any(source => source.Sha256 == actual))
        {
            return actual;
        }

        // The source it was meant to be: the one of that name, else the first. It decides which length counts as truncated.
        string name = Path.GetFileName(file);
        ModelSource meant = entry.Sources.FirstOrDefault(source => source.FileName == name) ?? entry.Sources[0];
        if (FileIdentity.Difference(file, meant) is { } difference)
        {
            throw new EngineException($"{file} {difference}.");
        }

        return meant.Sha256 is null
            ? actual
            : throw new EngineException($"{file} is not {meant.FileName} of {entry.Name}: its SHA-256 is {actual}, right is {meant.Sha256}.");
    }

    private async Task<(string Path, string Sha256)> DownloadAsync(
        ModelEntry entry, ModelSource source, IProgress<InstallProgress>? progress, CancellationToken cancellation)
    {
        if (source.Address is null)
        {
            throw new EngineException(
                $"{source.FileName} can only be fetched by hand, from {source.Page}. Then run 'mystyle models install {entry.Name} --from FILE'.");
        }

        string partial = Path.Combine(DownloadFolder, $"{entry.Name}-{source.FileName}.part");
        await _downloader.FetchAsync(source, partial, progress, cancellation).ConfigureAwait(false);
        string actual = await FileIdentity.Sha256Async(partial, cancellation).ConfigureAwait(false);
        if (source.Sha256 is null ? FileIdentity.Difference(partial, source) is null : actual == source.Sha256)
        {
            return (partial, actual);
        }

        string difference = FileIdentity.Difference(partial, source)
            ?? $"has SHA-256 {actual} where {source.Sha256} is right";
        File.Delete(partial);
        throw new EngineException($"What {source.Address} sent {difference}. Nothing was installed.");
    }

    private string DownloadFolder => Path.Combine(directories.InstallFolder, ".downloads");

    private bool IsDownload(string path) => path.StartsWith(DownloadFolder, StringComparison.Ordinal);

    private void Publish(ModelEntry entry, string target, Action<string> write, IReadOnlyDictionary<string, string> sources)
    {
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}.part");
        try
        {
            write(temporary);
            ModelReceipt receipt;
            using (FileStream file = File.Open(temporary, FileMode.Open, FileAccess.ReadWrite))
            {
                file.Flush(flushToDisk: true);
                string sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
                receipt = new ModelReceipt(entry.Name, sha256, file.Length, sources, time.GetUtcNow());
            }

            File.Move(temporary, target, overwrite: true);
            receipt.Write(target);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
