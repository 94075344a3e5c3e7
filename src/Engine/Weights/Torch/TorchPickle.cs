using System.Globalization;
using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>The pickle of a PyTorch file and the storages it refers to, one a tensor.</summary>
internal sealed class TorchPickle
{
    private readonly PickleWriter _writer = new();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _storages = new(StringComparer.Ordinal);

    /// <summary>By key, in torch.save's order: 0, 1, 10, 11, …, 2, ….</summary>
    public IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Storages => _storages.OrderBy(item => item.Key, StringComparer.Ordinal);

    public byte[] Finish() => _writer.Finish();

    public void StateDict(IReadOnlyCollection<KeyValuePair<string, StoredTensor>> tensors) => _writer.Dictionary(tensors, Tensor);

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
        _writer.Dictionary(entries, write => write());
    }

    /// <summary>torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks).</summary>
    public void Tensor(StoredTensor tensor)
    {
        if (tensor.Data.Length != tensor.ByteLength)
        {
            throw new ArgumentException($"A tensor has {tensor.Data.Length} bytes where its shape says {tensor.ByteLength}.", nameof(tensor));
        }

        _writer.Global("torch._utils", "_rebuild_tensor_v2");
        _writer.Tuple(6, part =>
        {
            switch (part)
            {
                case 0:
                    Storage(tensor);
                    break;
                case 1:
                    _writer.Integer(0);
                    break;
                case 2:
                    _writer.Integers(tensor.Shape);
                    break;
                case 3:
                    _writer.Integers(Strides.Contiguous(tensor.Shape));
                    break;
                case 4:
                    _writer.Bool(false);
                    break;
                default:
                    _writer.Global("collections", "OrderedDict");
                    _writer.Op(')');
                    _writer.Reduce();
                    break;
            }
        });
        _writer.Reduce();
    }

    private void Storage(StoredTensor tensor)
    {
        string key = _storages.Count.ToString(CultureInfo.InvariantCulture);
        _storages.Add(key, tensor.Data);
        _writer.Tuple(5, part =>
        {
            switch (part)
            {
                case 0:
                    _writer.Text("storage");
                    break;
                case 1:
                    _writer.Global("torch", TorchStorage.ClassOf(tensor.Type));
                    break;
                case 2:
                    _writer.Text(key);
                    break;
                case 3:
                    _writer.Text("cpu");
                    break;
                default:
                    _writer.Integer(tensor.Count);
                    break;
            }
        });
        _writer.Op('Q');
    }
}
