using MyStyle.Engine.People;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Workshop;

namespace MyStyle.Engine.Service;

/// <summary>
/// Keeps the people that were used last loaded. One whose folder has changed since is loaded anew. Lives on the engine thread.
/// </summary>
/// <param name="toolbox">Says where tensors live and how exactly they are computed.</param>
internal sealed class PersonShelf(Toolbox toolbox) : IDisposable
{
    private const int Places = 2;

    private readonly List<ShelvedPerson> _people = [];

    /// <summary>A person for the length of one answer. Who keeps it longer holds it.</summary>
    /// <param name="folder">The person's folder.</param>
    /// <exception cref="EngineException">There is no person, or it does not load.</exception>
    public ShelvedPerson Take(string folder)
    {
        string path = Path.GetFullPath(folder);
        FileStamp stamp = FileStamp.Of(File.Exists(path) ? path : Path.Combine(path, PersonNames.Manifest));
        if (stamp.Length < 0)
        {
            Forget(path);
            throw new EngineException($"There is no person in {folder}: it was moved or deleted.");
        }

        int place = _people.FindIndex(person => person.Folder == path);
        if (place >= 0 && _people[place].Stamp == stamp)
        {
            ShelvedPerson found = _people[place];
            _people.RemoveAt(place);
            _people.Insert(0, found);
            return found;
        }

        Forget(path);
        while (_people.Count >= Places)
        {
            Drop(_people.Count - 1);
        }

        var loaded = new ShelvedPerson(path, stamp, toolbox);
        _people.Insert(0, loaded);
        return loaded;
    }

    /// <summary>Lets a person go, if it is here.</summary>
    public void Forget(string folder)
    {
        string path = Path.GetFullPath(folder);
        if (_people.FindIndex(person => person.Folder == path) is >= 0 and var place)
        {
            Drop(place);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_people.Count > 0)
        {
            Drop(0);
        }
    }

    private void Drop(int place)
    {
        _people[place].Dispose();
        _people.RemoveAt(place);
    }
}
