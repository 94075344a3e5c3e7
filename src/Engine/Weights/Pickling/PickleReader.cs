using System.Text;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Weights.Pickling;

/// <summary>
/// Reads a pickle of protocols 0 to 5 into inert nodes. Nothing is imported, called or constructed: a global stays a name,
/// a call stays a <see cref="PickleObject"/>. Memory is bounded: byte strings are windows of the input, no opcode makes more
/// than one node, and there is a limit on opcodes. Nothing recurses.
/// </summary>
internal sealed partial class PickleReader
{
    /// <summary>A full training checkpoint of a 1024 pixel generator takes about a hundred thousand.</summary>
    public const int MaxOpcodes = 2_000_000;

    private static readonly PickleNone None = new();
    private static readonly PickleBool True = new(true);
    private static readonly PickleBool False = new(false);

    private readonly PickleInput _input;
    private readonly PickleStack _stack = new();

    private readonly Action<PickleNode>? _onPersistentId;

    private PickleReader(PickleInput input, Action<PickleNode>? onPersistentId)
    {
        _input = input;
        _onPersistentId = onPersistentId;
    }

    /// <summary>Reads one pickle that begins at <paramref name="position"/> and moves the position behind it.</summary>
    /// <param name="bytes">The stream.</param>
    /// <param name="position">Where the pickle begins; afterwards, the first byte behind it.</param>
    /// <param name="onPersistentId">Told every persistent id as it comes by.</param>
    /// <exception cref="EngineException">The stream is cut off, malformed or beyond the limits.</exception>
    public static PickleNode Read(ReadOnlyMemory<byte> bytes, ref int position, Action<PickleNode>? onPersistentId = null)
    {
        var input = new PickleInput(bytes, position);
        PickleNode root = new PickleReader(input, onPersistentId).Run();
        position = input.Position;
        return root;
    }

    private PickleNode Run()
    {
        for (int count = 0; count < MaxOpcodes; count++)
        {
            byte opcode = _input.Byte();
            if (opcode == '.')
            {
                return _stack.Pop();
            }

            if (!Scalar(opcode) && !Text(opcode) && !Container(opcode) && !Machine(opcode) && !Construct(opcode))
            {
                throw PickleInput.Damaged($"unknown instruction 0x{opcode:X2}");
            }
        }

        throw PickleInput.Damaged($"it has more than {MaxOpcodes} instructions");
    }

    private bool Scalar(byte opcode)
    {
        PickleNode? node = opcode switch
        {
            (byte)'N' => None,
            0x88 => True,
            0x89 => False,
            (byte)'J' => new PickleInteger(_input.Int32()),
            (byte)'K' => new PickleInteger(_input.Byte()),
            (byte)'M' => new PickleInteger(_input.UInt16()),
            0x8A => new PickleInteger(_input.LongBytes(_input.Byte())),
            0x8B => new PickleInteger(_input.LongBytes(_input.Int32())),
            (byte)'G' => new PickleFloat(_input.BigEndianDouble()),
            (byte)'X' => Utf8(_input.UInt32()),
            0x8C => Utf8(_input.Byte()),
            0x8D => Utf8(_input.UInt64()),
            (byte)'T' => new PickleString(_input.Bytes(_input.UInt32()), Encoding.Latin1),
            (byte)'U' => new PickleString(_input.Bytes(_input.Byte()), Encoding.Latin1),
            (byte)'B' => new PickleBytes(_input.Bytes(_input.UInt32())),
            (byte)'C' => new PickleBytes(_input.Bytes(_input.Byte())),
            0x8E or 0x96 => new PickleBytes(_input.Bytes(_input.UInt64())),
            _ => null,
        };
        return Pushed(node);
    }

    private bool Text(byte opcode)
    {
        PickleNode? node = opcode switch
        {
            (byte)'I' => TextInteger(),
            (byte)'L' => new PickleInteger(PickleInput.DecimalInteger(_input.Line())),
            (byte)'F' => new PickleFloat(_input.DecimalFloat()),
            (byte)'S' => new PickleString(PickleText.QuotedBytes(_input.RawLine().Span), Encoding.Latin1),
            (byte)'V' => new PickleString(PickleText.RawUnicode(_input.RawLine().Span), Encoding.UTF8),
            (byte)'c' => new PickleGlobal(_input.Line(), _input.Line()),
            (byte)'P' => new PicklePersistent(new PickleString(_input.RawLine(), Encoding.UTF8)),
            _ => null,
        };
        return Pushed(node);
    }

    private bool Container(byte opcode)
    {
        switch (opcode)
        {
            case (byte)')':
                _stack.Push(new PickleTuple([]));
                break;
            case 0x85 or 0x86 or 0x87:
                _stack.Push(new PickleTuple(_stack.Pop(opcode - 0x84)));
                break;
            case (byte)'t':
                _stack.Push(new PickleTuple(_stack.PopToMark()));
                break;
            case (byte)']' or 0x8F:
                _stack.Push(new PickleList(isSet: opcode == 0x8F));
                break;
            case (byte)'l' or 0x91:
                var list = new PickleList(isSet: opcode == 0x91);
                list.Items.AddRange(_stack.PopToMark());
                _stack.Push(list);
                break;
            case (byte)'}':
                _stack.Push(new PickleDictionary());
                break;
            case (byte)'d':
                var dictionary = new PickleDictionary();
                AddPairs(dictionary, _stack.PopToMark());
                _stack.Push(dictionary);
                break;
            case (byte)'a':
                PickleNode item = _stack.Pop();
                ItemsOf(_stack.Peek()).Add(item);
                break;
            case (byte)'e' or 0x90:
                PickleNode[] more = _stack.PopToMark();
                ItemsOf(_stack.Peek()).AddRange(more);
                break;
            case (byte)'s':
                PickleNode[] pair = _stack.Pop(2);
                AddPairs(_stack.Peek(), pair);
                break;
            case (byte)'u':
                PickleNode[] entries = _stack.PopToMark();
                AddPairs(_stack.Peek(), entries);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool Machine(byte opcode)
    {
        switch (opcode)
        {
            case 0x80:
                byte protocol = _input.Byte();
                if (protocol > 5)
                {
                    throw PickleInput.Damaged($"protocol {protocol}, where 0 to 5 exist");
                }

                break;
            case 0x95:
                _input.UInt64();
                break;
            case (byte)'(':
                _stack.Mark();
                break;
            case (byte)'0':
                _stack.PopOrUnmark();
                break;
            case (byte)'1':
                _stack.PopToMark();
                break;
            case (byte)'2':
                _stack.Push(_stack.Peek());
                break;
            case (byte)'p':
                _stack.Put(_input.MemoKey());
                break;
            case (byte)'q':
                _stack.Put(_input.Byte());
                break;
            case (byte)'r':
                uint key = _input.UInt32();
                _stack.Put(key <= int.MaxValue ? (int)key : throw PickleInput.Damaged($"a memo key of {key}"));
                break;
            case 0x94:
                _stack.Memoize();
                break;
            case (byte)'g':
                _stack.Get(_input.MemoKey());
                break;
            case (byte)'h':
                _stack.Get(_input.Byte());
                break;
            case (byte)'j':
                _stack.Get(_input.UInt32());
                break;
            default:
                return false;
        }

        return true;
    }

    private PickleString Utf8(ulong length) => new(_input.Bytes(length), Encoding.UTF8);

    private PickleNode TextInteger()
    {
        string text = _input.Line();
        return text switch
        {
            "00" => False,
            "01" => True,
            _ => new PickleInteger(PickleInput.DecimalInteger(text)),
        };
    }

    private bool Pushed(PickleNode? node)
    {
        if (node is not null)
        {
            _stack.Push(node);
        }

        return node is not null;
    }
}
