using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>Recognises tensors among the nodes of a pickle: PyTorch's in all their forms, and NumPy's arrays.</summary>
/// <param name="storages">The storages of the stream.</param>
/// <param name="budget">Pays for copies.</param>
internal sealed class TorchTensors(ITorchStorages storages, ReadBudget budget)
{
    private const int MaxNesting = 8;

    private readonly Dictionary<PickleNode, TorchStorage?> _storages = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PickleNode, TorchStorage?> _blobs = new(ReferenceEqualityComparer.Instance);
    private readonly NumpyArrays _numpy = new(budget);

    /// <summary>The tensor that <paramref name="node"/> is, or null if it is none or one of an unsupported type.</summary>
    /// <exception cref="EngineException">It is a tensor, but damaged.</exception>
    public StoredTensor? Find(PickleNode node)
    {
        for (int wrapped = 0; wrapped < MaxNesting; wrapped++)
        {
            if (PickleView.IsCall(node, "torch._utils", out PickleNode[]? arguments, "_rebuild_parameter", "_rebuild_parameter_with_state")
                || PickleView.IsCall(node, "torch.nn.parameter", out arguments, "Parameter"))
            {
                node = arguments.Length > 0 ? arguments[0] : throw PickleInput.Damaged("a parameter without a tensor");
            }
            else if ((PickleView.IsCall(node, "torch._tensor", out arguments, "_rebuild_from_type_v2", "_rebuild_from_type")
                    || PickleView.IsCall(node, "torch.tensor", out arguments, "_rebuild_from_type"))
                && arguments is [var rebuild, _, PickleTuple inner, ..])
            {
                node = new PickleObject(rebuild, inner.Items);
            }
            else
            {
                break;
            }
        }

        return PickleView.IsCall(node, "torch._utils", out PickleNode[]? parts, "_rebuild_tensor", "_rebuild_tensor_v2", "_rebuild_tensor_v3")
            ? Rebuild(parts)
            : _numpy.Find(node);
    }

    private StoredTensor? Rebuild(PickleNode[] parts)
    {
        if (parts.Length < 4 || !PickleView.TryInteger(parts[1], out long offset)
            || Extents(parts[2]) is not { } shape || Extents(parts[3]) is not { } strides)
        {
            throw PickleInput.Damaged("a tensor without storage, shape or strides");
        }

        TorchStorage? storage = Storage(parts[0]);
        ElementType? type = storage?.Type;
        if (parts.Length > 6 && parts[6] is PickleGlobal { Module: "torch" } dtype && TorchStorage.TypeOfDtype(dtype.Name) is { } named)
        {
            type = named;
        }

        return storage is not null && type is { } known ? Strides.Cut(known, storage.Data, offset, shape, strides, budget) : null;
    }

    /// <summary>One storage a node, however many tensors view it.</summary>
    private TorchStorage? Storage(PickleNode node)
    {
        if (_storages.TryGetValue(node, out TorchStorage? known))
        {
            return known;
        }

        TorchStorage? storage = node switch
        {
            PicklePersistent persistent => storages.Find(persistent.Id),
            PickleObject when PickleView.IsCall(node, "torch.storage", out PickleNode[]? arguments, "_load_from_bytes")
                && arguments is [PickleBytes blob] => Nested(blob),
            PickleObject when PickleView.IsCall(node, "torch.storage", out PickleNode[]? arguments, "TypedStorage", "_TypedStorage")
                && arguments.Length > 0 && arguments[0] is PicklePersistent inner => storages.Find(inner.Id),
            _ => throw PickleInput.Damaged("a tensor whose storage is none"),
        };
        _storages.Add(node, storage);
        return storage;
    }

    // However many storages name one blob, it is read once: otherwise a small stream could make work without end.
    private TorchStorage? Nested(PickleBytes blob)
    {
        if (!_blobs.TryGetValue(blob, out TorchStorage? storage))
        {
            storage = LegacyStream.ReadStorage(blob.Data);
            _blobs.Add(blob, storage);
        }

        return storage;
    }

    private static long[]? Extents(PickleNode node)
    {
        if (PickleView.Items(node) is not { Count: <= Strides.MaxRank } items)
        {
            return null;
        }

        var extents = new long[items.Count];
        for (int i = 0; i < extents.Length; i++)
        {
            if (!PickleView.TryInteger(items[i], out extents[i]))
            {
                return null;
            }
        }

        return extents;
    }
}
