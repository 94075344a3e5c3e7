using System.Buffers.Binary;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights.Pickling;
using MyStyle.Engine.Weights.Torch;

namespace MyStyle.Engine.Weights;

/// <summary>
/// Opens any file of tensors: safetensors, PyTorch's zip container and the streams before it, NVIDIA's <c>.pkl</c>, whole pickled
/// modules, NumPy arrays (<c>.npy</c> or pickled). The contents decide, not the extension. Nothing of the file is executed.
/// </summary>
public static class WeightReader
{
    private const int SniffLength = 512;

    /// <summary>
    /// Reads the file at <paramref name="path"/>. Nested dictionaries and modules give dotted names (<c>g_ema.conv1.noise.weight</c>,
    /// <c>G_ema.mapping.fc0.bias</c>); a bare tensor is called <see cref="WeightFile.Bare"/>; plain values (options, a layer's
    /// attributes) are metadata under the same kind of names. Tensors are windows of the mapped file wherever they are contiguous
    /// in it.
    /// </summary>
    /// <exception cref="EngineException">
    /// The file is missing, empty, cut off, damaged, hostile, or something else altogether (a web page, a Git LFS pointer): the
    /// message says which.
    /// </exception>
    public static WeightFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(MappedFile.Open(path));
    }

    internal static WeightFile Read(MappedFile file)
    {
        try
        {
            return Recognise(file);
        }
        catch (EngineException cause) when (!cause.Message.Contains(file.Path, StringComparison.Ordinal))
        {
            throw new EngineException($"{file.Path}: {cause.Message}", cause);
        }
    }

    private static WeightFile Recognise(MappedFile file)
    {
        ReadOnlySpan<byte> start = file.Slice(0, Math.Min(file.Length, SniffLength)).Span;
        var budget = new ReadBudget(file.Length);
        if (ForeignFiles.Recognise(start) is { } foreign)
        {
            throw new EngineException($"{file.Path} {foreign}");
        }

        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return TorchZip.Read(file, budget);
        }

        if (start.Length > 6 && start[0] == 0x93 && start[1..].StartsWith("NUMPY"u8))
        {
            return NumpyFile.Read(file, budget);
        }

        if (start.Length > 8 && start[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(start) <= int.MaxValue)
        {
            return Safetensors.Read(file);
        }

        if (start[0] == 0x80 || LooksLikeOldPickle(file, start))
        {
            return ReadPickle(file, budget);
        }

        throw new EngineException($"{file.Path} is no file of weights that is known here (safetensors, PyTorch, NVIDIA .pkl, NumPy).");
    }

    private static WeightFile ReadPickle(MappedFile file, ReadBudget budget)
    {
        ReadOnlyMemory<byte> bytes = file.Slice(0, file.Length);
        int position = 0;
        PickleNode root = PickleReader.Read(bytes, ref position);
        if (!LegacyStream.IsMagic(root))
        {
            return ObjectTree.Flatten(root, new NoStorages(), budget);
        }

        LegacyStream stream = LegacyStream.Read(bytes, position);
        return ObjectTree.Flatten(stream.Root, stream, budget);
    }

    /// <summary>Protocols 0 and 1 have no signature: they begin with a value and end with a full stop.</summary>
    private static bool LooksLikeOldPickle(MappedFile file, ReadOnlySpan<byte> start) =>
        "(]}cISVFLN"u8.Contains(start[0]) && file.Slice(file.Length - 1, 1).Span[0] == '.';

    private sealed class NoStorages : ITorchStorages
    {
        public TorchStorage? Find(PickleNode id) => null;
    }
}
