using System.CommandLine;
using MyStyle.Engine.Models;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle models list</c>.</summary>
internal static class ModelsListVerb
{
    public static Command Create() =>
        new Command("list", "Show every model: whether it is here, where to get it, its SHA-256 and licence.").Runs(RunAsync);

    public static Task<object> RunAsync(VerbContext context)
    {
        ModelState[] states = [.. ModelCatalogue.Entries.Select(entry => ModelState.Of(entry, context.Models))];
        context.Reporter.Table(
            ["model", "here", "licence", "what it is"],
            states.Select(state => (IReadOnlyList<string>)
                [state.Entry.Name, Status(state), state.Entry.Licence, state.Entry.Description]));
        foreach (ModelState missing in states.Where(state => state.Path is null))
        {
            context.Reporter.Say($"{missing.Entry.Name}: mystyle models install {missing.Entry.Name}");
            foreach (ModelSource source in missing.Entry.Sources)
            {
                context.Reporter.Say($"    {source.Address ?? source.Page}{(source.Address is null ? " (by hand, then --from FILE)" : "")}");
                context.Reporter.Say($"    sha256 {source.Sha256 ?? "unknown, recorded when installed"}");
            }
        }

        context.Reporter.Say($"Perceptual network in use: {context.Models.PerceptualNetwork().Name}. Models are installed into {context.Models.InstallFolder}.");
        return Task.FromResult<object>(new
        {
            models = states.Select(state => new
            {
                name = state.Entry.Name,
                kind = state.Entry.Kind,
                status = Status(state),
                path = state.Path,
                sha256 = state.Sha256,
                size = state.Entry.Size,
                licence = state.Entry.Licence,
                bundled = state.Entry.IsBundled,
                prior = state.Entry.Prior,
                description = state.Entry.Description,
                note = state.Entry.Note,
                sources = state.Entry.Sources.Select(source => new
                {
                    file = source.FileName,
                    address = source.Address ?? source.Page,
                    byHand = source.Address is null,
                    sha256 = source.Sha256,
                    size = source.Size,
                }),
            }),
            folders = context.Models.Folders,
            perceptual = context.Models.PerceptualNetwork().Name,
        });
    }

    private static string Status(ModelState state) =>
        state.Problem is { } problem ? $"wrong: {problem}"
        : state.Path is null ? "missing"
        : state.Entry.IsBundled ? "bundled"
        : "installed";
}
