using System.Text.Json;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>PyTorch's zip container: <c>data.pkl</c> and one entry a storage, below one folder.</summary>
internal sealed class TorchZip : ITorchStorages
{
    private readonly ZipDirectory _archive;
    private readonly string _root;

    private TorchZip(ZipDirectory archive, string root)
    {
        _archive = archive;
        _root = root;
    }

    public static WeightFile Read(MappedFile file, ReadBudget budget)
    {
        ZipDirectory archive = ZipDirectory.Read(file, budget);
        string pickle = archive.Names.Where(name => name == "data.pkl" || name.EndsWith("/data.pkl", StringComparison.Ordinal))
            .MinBy(name => name.Count(c => c == '/'))
            ?? throw new EngineException(
                $"{file.Path} is a zip archive, but not one that PyTorch saved (no data.pkl). If weights are inside, unpack them.");
        var zip = new TorchZip(archive, pickle[..^"data.pkl".Length]);
        if (archive.Find(zip._root + "byteorder") is { } order && order.Span.StartsWith("big"u8))
        {
            throw new EngineException("The file was saved on a big-endian machine, which is not supported.");
        }

        int position = 0;
        PickleNode root = PickleReader.Read(archive.Find(pickle)!.Value, ref position);
        WeightFile contents = ObjectTree.Flatten(root, zip, budget);
        return archive.Find(zip._root + TorchFile.MetadataEntry) is { } own ? contents with { Metadata = Own(own, contents.Metadata) } : contents;
    }

    public TorchStorage? Find(PickleNode id) => StorageId.Parse(id) is { } storage
        ? new TorchStorage(
            TorchStorage.TypeOf(storage.Class),
            _archive.Find(_root + "data/" + storage.Key)
                ?? throw new EngineException($"The zip archive is damaged: it has no data '{storage.Key}'. Fetch it again."))
        : null;

    /// <summary>Files written here carry the metadata that the layout itself has no place for.</summary>
    private static Dictionary<string, string> Own(ReadOnlyMemory<byte> json, IReadOnlyDictionary<string, string> metadata)
    {
        try
        {
            Dictionary<string, string?> own = JsonSerializer.Deserialize<Dictionary<string, string?>>(json.Span) ?? [];
            var all = new Dictionary<string, string>(metadata, StringComparer.Ordinal);
            foreach ((string key, string? value) in own)
            {
                all[key] = value ?? "";
            }

            return all;
        }
        catch (JsonException cause)
        {
            throw new EngineException($"The zip archive is damaged: its {TorchFile.MetadataEntry} is unreadable. Fetch it again.", cause);
        }
    }
}
