using MyStyle.Studio.Data;

namespace MyStyle.Studio.People;

/// <summary>There is no such person, any more.</summary>
public sealed class PersonNotFoundException() : NotThereException("There is no such person. Perhaps it was deleted in another window.");
