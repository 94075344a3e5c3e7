namespace MyStyle.Engine.Weights.Pickling;

/// <summary>The stack, the marks and the memo of the pickle machine.</summary>
internal sealed class PickleStack
{
    private readonly List<PickleNode> _items = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<int, PickleNode> _memo = [];

    // Below the topmost mark nothing may be popped.
    private int Floor => _marks.Count > 0 ? _marks[^1] : 0;

    public void Push(PickleNode node) => _items.Add(node);

    public PickleNode Pop()
    {
        PickleNode top = Peek();
        _items.RemoveAt(_items.Count - 1);
        return top;
    }

    public PickleNode Peek() => _items.Count > Floor ? _items[^1] : throw PickleInput.Damaged("it takes a value that is not there");

    public void PopOrUnmark()
    {
        if (_marks.Count > 0 && _marks[^1] == _items.Count)
        {
            _marks.RemoveAt(_marks.Count - 1);
        }
        else
        {
            Pop();
        }
    }

    public void Mark() => _marks.Add(_items.Count);

    public PickleNode[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw PickleInput.Damaged("it takes a group that was never begun");
        }

        int from = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        var items = new PickleNode[_items.Count - from];
        _items.CopyTo(from, items, 0, items.Length);
        _items.RemoveRange(from, _items.Count - from);
        return items;
    }

    public PickleNode[] Pop(int count)
    {
        var items = new PickleNode[count];
        for (int i = count - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        return items;
    }

    public void Put(int key) => _memo[key] = Peek();

    public void Memoize() => _memo[_memo.Count] = Peek();

    public void Get(long key) =>
        Push(key <= int.MaxValue && _memo.TryGetValue((int)key, out PickleNode? node)
            ? node
            : throw PickleInput.Damaged("it recalls a value that was never kept"));
}
