using System.Diagnostics.CodeAnalysis;

namespace MyStyle.Engine.Weights.Pickling;

/// <summary>Looks at nodes the way a reader of weights does. Nothing here walks deeper than one level.</summary>
internal static class PickleView
{
    /// <summary>Entries of a dict, an OrderedDict, or any other object that was filled like one; null if it is none.</summary>
    public static IEnumerable<KeyValuePair<PickleNode, PickleNode>>? Entries(PickleNode? node) => node switch
    {
        PickleDictionary dictionary => dictionary.Entries,
        PickleObject made when made.Entries.Count > 0 => made.Entries,
        PickleObject { Callable: PickleGlobal { Module: "collections", Name: "OrderedDict" } } made => PairsOf(made),
        _ => null,
    };

    /// <summary>How many parts a look through <paramref name="node"/> takes.</summary>
    public static int Count(PickleNode node) => node switch
    {
        PickleDictionary dictionary => dictionary.Entries.Count,
        PickleObject made => made.Entries.Count + (Items(made.Arguments.FirstOrDefault())?.Count ?? 0),
        _ => Items(node)?.Count ?? 0,
    };

    /// <summary>The last value under <paramref name="key"/> in something that is like a dictionary.</summary>
    public static PickleNode? Get(PickleNode? node, string key) =>
        Entries(node)?.LastOrDefault(entry => entry.Key is PickleString text && text.Text == key).Value;

    /// <summary>Items of a tuple or a list; null for anything else.</summary>
    public static IReadOnlyList<PickleNode>? Items(PickleNode? node) => node switch
    {
        PickleTuple tuple => tuple.Items,
        PickleList { IsSet: false } list => list.Items,
        _ => null,
    };

    /// <summary>An integer that fits.</summary>
    public static bool TryInteger(PickleNode? node, out long value)
    {
        value = 0;
        if (node is not PickleInteger integer || integer.Value < long.MinValue || integer.Value > long.MaxValue)
        {
            return false;
        }

        value = (long)integer.Value;
        return true;
    }

    /// <summary>The arguments, if <paramref name="node"/> is a call of one of <paramref name="names"/> of the module.</summary>
    public static bool IsCall(PickleNode? node, string module, [NotNullWhen(true)] out PickleNode[]? arguments, params ReadOnlySpan<string> names)
    {
        arguments = node is PickleObject { Callable: PickleGlobal global } made && global.Module == module && names.Contains(global.Name)
            ? made.Arguments
            : null;
        return arguments is not null;
    }

    private static IEnumerable<KeyValuePair<PickleNode, PickleNode>> PairsOf(PickleObject made) =>
        from pair in Items(made.Arguments.FirstOrDefault()) ?? []
        let parts = Items(pair)
        where parts is { Count: 2 }
        select KeyValuePair.Create(parts[0], parts[1]);
}
