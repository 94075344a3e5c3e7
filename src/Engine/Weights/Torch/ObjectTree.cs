using System.Globalization;
using MyStyle.Engine.Weights.Pickling;

namespace MyStyle.Engine.Weights.Torch;

/// <summary>
/// Flattens what a pickle holds (state dicts, checkpoints, whole modules, NVIDIA's persistent classes) to tensors with dotted
/// names, and its plain values to metadata under the same kind of names.
/// </summary>
internal sealed class ObjectTree
{
    private const int MaxDepth = 64;
    private const int MaxText = 1024;

    private readonly Dictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly HashSet<PickleNode> _path = new(ReferenceEqualityComparer.Instance);
    private readonly TorchTensors _finder;
    private readonly ReadBudget _budget;

    private ObjectTree(TorchTensors finder, ReadBudget budget)
    {
        _finder = finder;
        _budget = budget;
    }

    public static WeightFile Flatten(PickleNode root, ITorchStorages storages, ReadBudget budget)
    {
        var tree = new ObjectTree(new TorchTensors(storages, budget), budget);
        tree.Visit(root, "");
        return new WeightFile(tree._tensors, tree._metadata);
    }

    private void Visit(PickleNode node, string name)
    {
        // A part that is named in many places is visited in each, which hostile streams multiply without end.
        _budget.Spend(128 + (2 * name.Length));
        if (_path.Count > MaxDepth)
        {
            throw PickleInput.Damaged($"its contents are nested deeper than {MaxDepth} levels");
        }

        if (_finder.Find(node) is { } tensor)
        {
            _tensors[name.Length == 0 ? WeightFile.Bare : name] = tensor;
            return;
        }

        if (Scalar(node) is { } text)
        {
            _metadata[name] = text;
            return;
        }

        // A value that contains itself has nothing new to tell.
        if (_path.Add(node))
        {
            VisitParts(node, name);
            _path.Remove(node);
        }
    }

    private void VisitParts(PickleNode node, string name)
    {
        PickleNode contents = node;
        if (PickleView.IsCall(node, "torch_utils.persistence", out PickleNode[]? arguments, "_reconstruct_persistent_obj") && arguments.Length > 0)
        {
            if (PickleView.Get(arguments[0], "class_name") is PickleString { Text.Length: <= MaxText } type)
            {
                _metadata[Join(name, "class_name")] = type.Text;
            }

            contents = PickleView.Get(arguments[0], "state") ?? node;
        }
        else if (node is PickleObject { State: { } state } && PickleView.Entries(node) is null)
        {
            // Slots come as a pair (__dict__, slots).
            contents = state is PickleTuple { Items: [var plain, ..] } ? plain : state;
        }

        // Looking through a large dictionary costs, even if nothing in it has a name.
        _budget.Spend(8L * PickleView.Count(contents));
        if (PickleView.Get(contents, "_modules") is { } modules && PickleView.Get(contents, "_parameters") is { } parameters)
        {
            VisitEntries(parameters, name);
            VisitEntries(PickleView.Get(contents, "_buffers"), name);
            VisitEntries(modules, name);
            VisitEntries(contents, name, attributesOnly: true);
            return;
        }

        VisitEntries(contents, name);
        IReadOnlyList<PickleNode> items = PickleView.Items(contents) ?? [];
        for (int i = 0; i < items.Count; i++)
        {
            Visit(items[i], Join(name, i.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private void VisitEntries(PickleNode? dictionary, string name, bool attributesOnly = false)
    {
        foreach ((PickleNode key, PickleNode value) in PickleView.Entries(dictionary) ?? [])
        {
            if (StorageId.KeyText(key) is not { } text)
            {
                continue;
            }

            if (!attributesOnly)
            {
                Visit(value, Join(name, text));
            }
            else if (!text.StartsWith('_') && Scalar(value) is { } attribute)
            {
                _budget.Spend(128 + (2 * name.Length));
                _metadata[Join(name, text)] = attribute;
            }
        }
    }

    private static string Join(string name, string part) => name.Length == 0 ? part : name + "." + part;

    private static string? Scalar(PickleNode node) => node switch
    {
        PickleNone => "None",
        PickleBool flag => flag.Value ? "True" : "False",
        PickleInteger number => number.Value.ToString(CultureInfo.InvariantCulture),
        PickleFloat number => number.Value.ToString("R", CultureInfo.InvariantCulture),
        PickleString { Raw.Length: <= MaxText } text => text.Text,
        _ => null,
    };
}
