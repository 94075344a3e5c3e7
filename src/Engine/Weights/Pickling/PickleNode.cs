using System.Numerics;
using System.Text;

namespace MyStyle.Engine.Weights.Pickling;

/// <summary>
/// A value of a pickle: inert data, whatever Python would have made of it. Nodes may share parts and may contain themselves,
/// so nothing here walks into them.
/// </summary>
internal abstract class PickleNode;

internal sealed class PickleNone : PickleNode;

internal sealed class PickleBool(bool value) : PickleNode
{
    public bool Value { get; } = value;
}

internal sealed class PickleInteger(BigInteger value) : PickleNode
{
    public BigInteger Value { get; } = value;
}

internal sealed class PickleFloat(double value) : PickleNode
{
    public double Value { get; } = value;
}

/// <summary>Text, decoded when it is asked for: streams hold whole source files nobody reads.</summary>
/// <param name="raw">The encoded text.</param>
/// <param name="encoding">UTF-8; Latin-1 for the byte strings of Python 2.</param>
internal sealed class PickleString(ReadOnlyMemory<byte> raw, Encoding encoding) : PickleNode
{
    private string? _text;

    public ReadOnlyMemory<byte> Raw { get; } = raw;

    public bool IsByteString => encoding == Encoding.Latin1;

    public string Text => _text ??= encoding.GetString(Raw.Span);
}

internal sealed class PickleBytes(ReadOnlyMemory<byte> data) : PickleNode
{
    public ReadOnlyMemory<byte> Data { get; } = data;
}

internal sealed class PickleTuple(PickleNode[] items) : PickleNode
{
    public PickleNode[] Items { get; } = items;
}

/// <summary>A list, or a set, whose order means nothing.</summary>
internal sealed class PickleList(bool isSet) : PickleNode
{
    public bool IsSet { get; } = isSet;

    public List<PickleNode> Items { get; } = [];
}

internal sealed class PickleDictionary : PickleNode
{
    /// <summary>In stream order; of equal keys the last counts.</summary>
    public List<KeyValuePair<PickleNode, PickleNode>> Entries { get; } = [];
}

/// <summary>The name of a class or function. It is never looked up.</summary>
internal sealed class PickleGlobal(string module, string name) : PickleNode
{
    public string Module { get; } = module;

    public string Name { get; } = name;

    public bool Is(string module, string name) => Module == module && Name == name;
}

/// <summary>A reference to something outside the pickle, such as a storage.</summary>
internal sealed class PicklePersistent(PickleNode id) : PickleNode
{
    public PickleNode Id { get; } = id;
}

/// <summary>What Python would have got by calling something, and what it would have filled it with.</summary>
/// <param name="callable">A <see cref="PickleGlobal"/> in honest streams.</param>
/// <param name="arguments">The arguments in order.</param>
internal sealed class PickleObject(PickleNode callable, PickleNode[] arguments) : PickleNode
{
    public PickleNode Callable { get; } = callable;

    public PickleNode[] Arguments { get; } = arguments;

    public PickleNode? State { get; set; }

    public List<PickleNode> Items { get; } = [];

    public List<KeyValuePair<PickleNode, PickleNode>> Entries { get; } = [];
}
