using System.Globalization;
using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>The pickle of a PyTorch file and the storages it refers to, one a tensor.</summary>
internal sealed class TorchPickle
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _storages = new(StringComparer.Ordinal);

    /// <summary>By key, in torch.save's order: 0, 1, 10, 11, …, 2, ….</summary>
    public IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Storages => _storages.OrderBy(item => item.Key, StringComparer.Ordinal);

    /// <summary>For what is no tensor.</summary>
    public PickleWriter Writer { get; } = new();

    public byte[] Finish() => Writer.Finish();

    public void StateDict(IReadOnlyCollection<KeyValuePair<string, StoredTensor>> tensors) => Writer.Dictionary(tensors, Tensor);

    /// <summary>A state dict under a name, and tensors beside it.</summary>
    public void Checkpoint(
        string name, KeyValuePair<string, StoredTensor>[] stateDict, KeyValuePair<string, StoredTensor>[] beside)
    {
        Action stateDictWriter = () => StateDict(stateDict);
        KeyValuePair<string, Action>[] entries =
        [
            KeyValuePair.Create(name, stateDictWriter),
            .. beside.Select(item => KeyValuePair.Create<string, Action>(item.Key, () => Tensor(item.Value))),
        ];
        Writer.Dictionary(entries, write => write());
    }

    public void Tensor(StoredTensor tensor) => Tensor(tensor, 0, tensor.Shape, Strides.Contiguous(tensor.Shape));

    /// <summary>
    /// torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks): a view of <paramref name="tensor"/>'s
    /// data, which is not checked to lie within them.
    /// </summary>
    public void Tensor(StoredTensor tensor, long offset, IReadOnlyList<long> shape, IReadOnlyList<long> strides)
    {
        if (tensor.Data.Length != tensor.ByteLength)
        {
            throw new ArgumentException($"A tensor has {tensor.Data.Length} bytes where its shape says {tensor.ByteLength}.", nameof(tensor));
        }

        Writer.Global("torch._utils", "_rebuild_tensor_v2");
        Writer.Tuple(6, part =>
        {
            switch (part)
            {
                case 0:
                    Storage(tensor);
                    break;
                case 1:
                    Writer.Integer(offset);
                    break;
                case 2:
                    Writer.Integers(shape);
                    break;
                case 3:
                    Writer.Integers(strides);
                    break;
                case 4:
                    Writer.Bool(false);
                    break;
                default:
                    Writer.Global("collections", "OrderedDict");
                    Writer.Op(')');
                    Writer.Reduce();
                    break;
            }
        });
        Writer.Reduce();
    }

    private void Storage(StoredTensor tensor)
    {
        string key = _storages.Count.ToString(CultureInfo.InvariantCulture);
        _storages.Add(key, tensor.Data);
        Writer.Tuple(5, part =>
        {
            switch (part)
            {
                case 0:
                    Writer.Text("storage");
                    break;
                case 1:
                    Writer.Global("torch", TorchStorage.ClassOf(tensor.Type));
                    break;
                case 2:
                    Writer.Text(key);
                    break;
                case 3:
                    Writer.Text("cpu");
                    break;
                default:
                    Writer.Integer(tensor.Count);
                    break;
            }
        });
        Writer.Op('Q');
    }
}
