using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MyStyle.Engine.Weights.Pickling;

/// <summary>
/// Writes pickles of protocol 2 the way CPython does, memo and all: what torch.save writes can be told apart by no byte.
/// </summary>
internal sealed class PickleWriter
{
    private const int Batch = 1000;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<string, int> _memo = new(StringComparer.Ordinal);
    private int _kept;

    public PickleWriter() => Raw([0x80, 2]);

    /// <summary>Ends the pickle.</summary>
    public byte[] Finish()
    {
        Op('.');
        return _bytes.WrittenSpan.ToArray();
    }

    public void Op(char opcode) => Raw([(byte)opcode]);

    public void Bool(bool value) => Raw([value ? (byte)0x88 : (byte)0x89]);

    public void Integer(long value)
    {
        if (value is >= 0 and <= byte.MaxValue)
        {
            Raw([(byte)'K', (byte)value]);
        }
        else if (value is >= 0 and <= ushort.MaxValue)
        {
            Raw([(byte)'M', (byte)value, (byte)(value >> 8)]);
        }
        else if (value is >= int.MinValue and <= int.MaxValue)
        {
            Op('J');
            Int32((int)value);
        }
        else
        {
            byte[] bytes = new System.Numerics.BigInteger(value).ToByteArray();
            Raw([0x8A, (byte)bytes.Length]);
            Raw(bytes);
        }
    }

    /// <summary>A text; the second time a recollection of the first.</summary>
    public void Text(string value)
    {
        if (Recall("s" + value))
        {
            return;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Op('X');
        Int32(bytes.Length);
        Raw(bytes);
        Keep("s" + value);
    }

    /// <summary>A global; the second time a recollection of the first.</summary>
    public void Global(string module, string name)
    {
        string key = "g" + module + "\n" + name;
        if (Recall(key))
        {
            return;
        }

        Raw(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));
        Keep(key);
    }

    /// <summary>A tuple of integers.</summary>
    public void Integers(IReadOnlyList<long> values) => Tuple(values.Count, i => Integer(values[i]));

    /// <summary>A tuple of <paramref name="count"/> parts that <paramref name="part"/> writes.</summary>
    public void Tuple(int count, Action<int> part)
    {
        if (count == 0)
        {
            Op(')');
            return;
        }

        if (count > 3)
        {
            Op('(');
        }

        for (int i = 0; i < count; i++)
        {
            part(i);
        }

        Raw([count > 3 ? (byte)'t' : (byte)(0x84 + count)]);
        Keep(null);
    }

    /// <summary>Calls what is below the arguments on the stack.</summary>
    public void Reduce()
    {
        Op('R');
        Keep(null);
    }

    /// <summary>A dictionary with text keys.</summary>
    public void Dictionary<T>(IReadOnlyCollection<KeyValuePair<string, T>> entries, Action<T> value)
    {
        Op('}');
        Keep(null);
        foreach (KeyValuePair<string, T>[] batch in entries.Chunk(Batch))
        {
            if (batch.Length > 1)
            {
                Op('(');
            }

            foreach ((string key, T item) in batch)
            {
                Text(key);
                value(item);
            }

            Op(batch.Length > 1 ? 'u' : 's');
        }
    }

    private void Raw(ReadOnlySpan<byte> bytes) => BuffersExtensions.Write(_bytes, bytes);

    private bool Recall(string key)
    {
        if (!_memo.TryGetValue(key, out int index))
        {
            return false;
        }

        Memo('h', 'j', index);
        return true;
    }

    private void Keep(string? key)
    {
        if (key is not null)
        {
            _memo.Add(key, _kept);
        }

        Memo('q', 'r', _kept++);
    }

    private void Memo(char small, char large, int index)
    {
        if (index <= byte.MaxValue)
        {
            Raw([(byte)small, (byte)index]);
        }
        else
        {
            Op(large);
            Int32(index);
        }
    }

    private void Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Raw(bytes);
    }
}
