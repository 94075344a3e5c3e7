using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Engine.Workshop;

/// <summary>The directions a person can be edited along: the person's own, and those of the catalogue that go with the prior.</summary>
/// <param name="toolbox">Where the catalogue's are.</param>
/// <param name="person">The person.</param>
public sealed class DirectionShelf(Toolbox toolbox, Person person)
{
    /// <summary>Directions [dim W] by name; the person's own hide those of the same name.</summary>
    public IReadOnlyDictionary<string, double[]> All { get; } = Collect(toolbox, person);

    /// <summary>A direction.</summary>
    /// <param name="nameOrPath">A name of <see cref="All"/>, or a file in any format that is read.</param>
    /// <exception cref="EngineException">There is neither.</exception>
    public double[] Get(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        return All.TryGetValue(nameOrPath, out double[]? direction) ? direction
            : File.Exists(nameOrPath) ? Toolbox.ReadDirection(nameOrPath)
            : throw new EngineException(
                $"There is no direction '{nameOrPath}', neither as a name nor as a file. This person has {(All.Count == 0 ? "none" : string.Join(", ", All.Keys))}.");
    }

    /// <summary>Writes a direction as a file that <see cref="Get"/> reads.</summary>
    public static void Write(string path, double[] direction)
    {
        float[] values = ToFloats(direction);
        var tensors = new Dictionary<string, StoredTensor> { ["direction"] = StoredTensor.FromFloats(values, values.Length) };
        SafetensorsWriter.Write(path, new WeightFile(tensors, new Dictionary<string, string>()));
    }

    /// <summary>The person with one more direction; one of the same name is replaced.</summary>
    public static Person Add(Person person, string name, double[] direction)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person with
        {
            Directions = new Dictionary<string, float[]>(person.Directions) { [name] = ToFloats(direction) },
            Manifest = person.Manifest with { UpdatedUtc = TimeProvider.System.GetUtcNow() },
        };
    }

    private static float[] ToFloats(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static SortedDictionary<string, double[]> Collect(Toolbox toolbox, Person person)
    {
        var all = new SortedDictionary<string, double[]>(toolbox.DirectionsFor(person.Manifest.Prior).ToDictionary(), StringComparer.Ordinal);
        foreach ((string name, float[] direction) in person.Directions)
        {
            all[name] = Array.ConvertAll(direction, value => (double)value);
        }

        return all;
    }
}
