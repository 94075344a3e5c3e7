using System.Text.Json;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights.Torch;

namespace MyStyle.Engine.Weights;

/// <summary>
/// Writes PyTorch's zip container (<c>.pt</c>) as <c>torch.save</c> does, so that what was made here opens in the Python world.
/// Everything written opens with <c>torch.load(path)</c> of PyTorch 1.6 and newer, <c>weights_only=True</c> included, on any
/// device, and reads back here bit for bit.
/// </summary>
/// <remarks>
/// <para>
/// google/mystyle's <c>--generator_path</c> takes no state dict: it unpickles a whole module, which carries the source text of its
/// Python classes, and only Python can write that. Export the NVIDIA layout and make the module once, in the official code's
/// folder, from the network pickle the prior came from:
/// </para>
/// <code language="python">
/// import pickle, torch
/// G = pickle.load(open('ffhq.pkl', 'rb'))['G_ema']
/// G.load_state_dict(torch.load('person.pt', map_location='cpu'))   # strict=False if the prior has no mapping network
/// torch.save(G.synthesis, 'mystyle_model.pt')                      # --generator_path mystyle_model.pt
/// </code>
/// <para>
/// The rosinality layout needs no such step: rosinality's scripts, pSp, e4e and HyperStyle load <c>checkpoint['g_ema']</c> and
/// <c>checkpoint['latent_avg']</c> as they are.
/// </para>
/// </remarks>
public static class TorchFile
{
    internal const string MetadataEntry = "mystyle.json";

    /// <summary>Writes a bare tensor: an anchor [1, L, w], alpha coordinates [1, L, N], a direction [1, w].</summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void WriteTensor(string path, StoredTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Write(path, save => save.Tensor(tensor), NoMetadata);
    }

    /// <summary>Writes a flat state dict.</summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void WriteStateDict(string path, WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Write(path, save => save.StateDict(file.Tensors), file.Metadata);
    }

    /// <summary>
    /// Writes a generator in rosinality's layout: <c>{'g_ema': state dict, 'latent_avg': [w dim]}</c>, and <c>latent_std</c> if
    /// there is one. <c>Generator(size, style_dim, n_mlp).load_state_dict(ckpt['g_ema'])</c> takes it strictly if the generator has
    /// rosinality's widths and fixed noise. That code does not clamp activations.
    /// </summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void WriteRosinality(string path, GeneratorWeights generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        WeightFile file = generator.ToRosinality();
        ILookup<bool, KeyValuePair<string, StoredTensor>> parts = file.Tensors.ToLookup(item => item.Key is "latent_avg" or "latent_std");
        Write(path, save => save.Checkpoint("g_ema", [.. parts[false]], [.. parts[true]]), file.Metadata);
    }

    /// <summary>
    /// Writes a generator in NVIDIA's layout: one flat state dict of <c>mapping.*</c> and <c>synthesis.*</c>, which
    /// <c>G.load_state_dict</c> takes strictly for a <c>Generator</c> of stylegan2-ada-pytorch (or networks_stylegan2.py of
    /// stylegan3) made with the same arguments. A <c>latent_std</c> has no place there and stays behind. See the remarks of this class for
    /// google/mystyle.
    /// </summary>
    /// <exception cref="EngineException">The file cannot be written.</exception>
    public static void WriteNvidia(string path, GeneratorWeights generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        WeightFile file = generator.ToNvidia();
        Write(path, save => save.StateDict(file.Tensors.Where(item => item.Key != "latent_std").ToDictionary()), file.Metadata);
    }

    private static IReadOnlyDictionary<string, string> NoMetadata { get; } = new Dictionary<string, string>();

    /// <summary>For tests: the archive's folder and entries can be those of another PyTorch.</summary>
    internal static void Write(
        string path, Action<TorchPickle> write, IReadOnlyDictionary<string, string> metadata, string root = "archive", bool byteOrder = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var pickle = new TorchPickle();
        write(pickle);
        byte[] pickled = pickle.Finish();
        AtomicFile.Write(path, stream =>
        {
            var zip = new ZipWriter(stream);
            zip.Add(root + "/data.pkl", pickled);
            if (byteOrder)
            {
                zip.Add(root + "/byteorder", "little"u8);
            }

            foreach ((string key, ReadOnlyMemory<byte> data) in pickle.Storages)
            {
                zip.Add($"{root}/data/{key}", data.Span);
            }

            zip.Add(root + "/version", "3\n"u8);
            if (metadata.Count > 0)
            {
                // torch.load reads the entries it knows and leaves the others alone.
                var sorted = new SortedDictionary<string, string>(metadata.ToDictionary(), StringComparer.Ordinal);
                zip.Add(root + "/" + MetadataEntry, JsonSerializer.SerializeToUtf8Bytes(sorted));
            }

            zip.Finish();
        });
    }
}
