using MyStyle.Engine.Hull;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Networks;
using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Answers;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service;

/// <summary>A person kept loaded, with what questions ask of it again and again. Lives on the engine thread.</summary>
internal sealed class ShelvedPerson : IDisposable
{
    private const int MostCodes = 8;
    private const int MostSpaces = 4;

    private readonly Lazy<AnchorMap> _map;
    private readonly FrameRenderer _renderer;
    private readonly List<(string Path, FileStamp Stamp, PersonalCode Code)> _codes = [];
    private readonly List<EditSpace> _spaces = [];
    private RgbImage? _frame;
    private int _holders = 1;

    /// <summary>Loads a person.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="stamp">What the folder's manifest looked like before it was read.</param>
    /// <param name="toolbox">Says where tensors live and how exactly they are computed.</param>
    public ShelvedPerson(string folder, FileStamp stamp, Toolbox toolbox)
    {
        (Folder, Stamp) = (folder, stamp);
        Prior = new PersonalPrior(PersonFolder.Open(folder), toolbox.Device, toolbox.Precision);
        _renderer = new FrameRenderer(Prior.Generator);
        _map = new(() => new AnchorMap(Prior.Hull));
    }

    /// <summary>Its folder.</summary>
    public string Folder { get; }

    /// <summary>What the folder's manifest looked like.</summary>
    public FileStamp Stamp { get; }

    /// <summary>The person.</summary>
    public PersonalPrior Prior { get; }

    /// <summary>The anchors' plane of largest spread.</summary>
    public AnchorMap Map => _map.Value;

    /// <summary>Renders one code.</summary>
    /// <returns>The picture, good until the next one is rendered.</returns>
    public RgbImage Render(RowMatrix code) => _frame = _renderer.Render(code, into: _frame);

    /// <summary>Reads a code; one that was read lately is taken from memory unless its file has changed.</summary>
    /// <exception cref="EngineException">It is missing, or of another person.</exception>
    public PersonalCode Code(string path)
    {
        FileStamp stamp = FileStamp.Of(path);
        if (stamp.Length < 0)
        {
            throw new EngineException($"The code {Path.GetFileName(path)} is gone. Project the picture again.");
        }

        int place = _codes.FindIndex(code => code.Path == path);
        if (place >= 0 && _codes[place].Stamp == stamp)
        {
            return _codes[place].Code;
        }

        if (place >= 0)
        {
            _codes.RemoveAt(place);
        }

        PersonalCode read = PersonalCode.Read(path, Prior);
        Keep(_codes, (path, stamp, read), MostCodes);
        return read;
    }

    /// <summary>The anchors that an edit may use.</summary>
    /// <param name="leftOut">Those it may not, by index.</param>
    /// <exception cref="EngineException">There is no such anchor, or too few are left.</exception>
    public EditSpace Space(IReadOnlyList<int> leftOut)
    {
        int[] wanted = [.. leftOut.Distinct().Order()];
        if (_spaces.Find(space => space.LeftOut.SequenceEqual(wanted)) is { } known)
        {
            return known;
        }

        EditSpace made = new(Prior, wanted);
        Keep(_spaces, made, MostSpaces);
        return made;
    }

    /// <summary>One more holder, who must dispose it too.</summary>
    public ShelvedPerson Hold()
    {
        _holders++;
        return this;
    }

    /// <summary>Lets it go; it is freed once nobody holds it.</summary>
    public void Dispose()
    {
        if (--_holders == 0)
        {
            _renderer.Dispose();
            Prior.Dispose();
        }
    }

    private static void Keep<T>(List<T> list, T item, int most)
    {
        if (list.Count == most)
        {
            list.RemoveAt(0);
        }

        list.Add(item);
    }
}
