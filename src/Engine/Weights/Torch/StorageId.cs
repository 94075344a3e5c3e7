using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>A persistent id ('storage', class, key, location, count[, view]).</summary>
/// <param name="Class">Name of the storage class.</param>
/// <param name="Key">Which storage.</param>
/// <param name="Count">Elements of it.</param>
/// <param name="View">(key, offset, size) of a view of a storage in old streams.</param>
internal sealed record StorageId(string Class, string Key, long Count, IReadOnlyList<PickleNode>? View)
{
    private const int MaxKey = 1024;

    public static StorageId? Parse(PickleNode id)
    {
        if (id is not PickleTuple { Items: { Length: >= 5 } items })
        {
            return null;
        }

        return items[0] is PickleString { Text: "storage" } && items[1] is PickleGlobal type && KeyText(items[2]) is { } key
            && PickleView.TryInteger(items[4], out long count) && count >= 0
                ? new StorageId(type.Name, key, count, items.Length > 5 ? PickleView.Items(items[5]) : null)
                : null;
    }

    /// <summary>Keys are text, and integers in some old files; null for anything else, or text no honest key has.</summary>
    public static string? KeyText(PickleNode node) => node switch
    {
        PickleString { Raw.Length: <= MaxKey } text => text.Text,
        PickleInteger number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
