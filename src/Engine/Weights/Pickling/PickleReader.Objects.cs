namespace MyStyle.Engine.Weights.Pickling;

/// <summary>The instructions that in Python import, call, construct and fill; here they make and fill inert nodes.</summary>
internal sealed partial class PickleReader
{
    private bool Construct(byte opcode)
    {
        switch (opcode)
        {
            case 0x93:
                PickleNode[] path = _stack.Pop(2);
                _stack.Push(path is [PickleString module, PickleString name]
                    ? new PickleGlobal(module.Text, name.Text)
                    : throw PickleInput.Damaged("a global whose name is no text"));
                break;
            case (byte)'R' or 0x81:
                PickleNode[] call = _stack.Pop(2);
                _stack.Push(new PickleObject(call[0], ArgumentsOf(call[1])));
                break;
            case 0x92:
                PickleNode[] keywordCall = _stack.Pop(3);
                _stack.Push(new PickleObject(keywordCall[0], ArgumentsOf(keywordCall[1])));
                break;
            case (byte)'i':
                var inherited = new PickleGlobal(_input.Line(), _input.Line());
                _stack.Push(new PickleObject(inherited, _stack.PopToMark()));
                break;
            case (byte)'o':
                PickleNode[] parts = _stack.PopToMark();
                _stack.Push(parts.Length > 0 ? new PickleObject(parts[0], parts[1..]) : throw PickleInput.Damaged("an object of no class"));
                break;
            case (byte)'b':
                PickleNode state = _stack.Pop();
                if (_stack.Peek() is not PickleObject target)
                {
                    throw PickleInput.Damaged("it gives a state to something that is no object");
                }

                target.State = state;
                break;
            case (byte)'Q':
                PickleNode id = _stack.Pop();
                _onPersistentId?.Invoke(id);
                _stack.Push(new PicklePersistent(id));
                break;
            default:
                return false;
        }

        return true;
    }

    private static PickleNode[] ArgumentsOf(PickleNode node) =>
        node is PickleTuple tuple ? tuple.Items : throw PickleInput.Damaged("a call whose arguments are no tuple");

    private static List<PickleNode> ItemsOf(PickleNode node) => node switch
    {
        PickleList list => list.Items,
        PickleObject made => made.Items,
        _ => throw PickleInput.Damaged("it appends to something that is no list"),
    };

    private static void AddPairs(PickleNode target, PickleNode[] pairs)
    {
        List<KeyValuePair<PickleNode, PickleNode>> entries = target switch
        {
            PickleDictionary dictionary => dictionary.Entries,
            PickleObject made => made.Entries,
            _ => throw PickleInput.Damaged("it sets an item of something that is no dictionary"),
        };
        if (pairs.Length % 2 != 0)
        {
            throw PickleInput.Damaged("a key without a value");
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            entries.Add(new(pairs[i], pairs[i + 1]));
        }
    }
}
