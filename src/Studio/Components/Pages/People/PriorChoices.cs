using MyStyle.Engine.Models;

namespace MyStyle.Studio.Components.Pages.People;

/// <summary>The priors a person can be trained on.</summary>
public static class PriorChoices
{
    /// <summary>Priors of the catalogue that are on this machine, the bundled one first.</summary>
    public static IReadOnlyList<ModelEntry> Installed(ModelDirectories models) =>
        [.. ModelCatalogue.Entries.Where(entry => entry.Kind == ModelKind.Prior && ModelState.Of(entry, models).IsUsable)];
}
