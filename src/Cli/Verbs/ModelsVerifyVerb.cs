using System.CommandLine;
using MyStyle.Engine.Models;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle models verify [NAME ...]</c>: reads every file that is here and compares its hash.</summary>
internal static class ModelsVerifyVerb
{
    private static readonly Argument<string[]> Names = new("NAME")
    {
        Description = "Models to verify; all that are here if none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create()
    {
        var verify = new Command("verify", "Read the model files that are here and compare their SHA-256; exit code 1 if one is wrong.");
        verify.Arguments.Add(Names);
        return verify.Runs(RunAsync);
    }

    private static async Task<object> RunAsync(VerbContext context)
    {
        string[] names = context.Get(Names) ?? [];
        IEnumerable<ModelEntry> entries = names.Length == 0
            ? ModelCatalogue.Entries.Where(entry => context.Models.Find(entry) is not null)
            : names.Select(name => ModelCatalogue.Find(name) ?? throw new UsageException($"There is no model called '{name}'."));
        var results = new List<Verified>();
        foreach (ModelEntry entry in entries.ToArray())
        {
            context.Models.Require(entry);
            ModelState state = await ModelState.Of(entry, context.Models).VerifyAsync(context.Cancellation).ConfigureAwait(false);
            string verdict = state.Problem ?? (state.Sha256 is null ? "no hash to compare with" : "right");
            if (state.Problem is null)
            {
                context.Reporter.Say($"{entry.Name}: {verdict}");
            }
            else
            {
                context.Reporter.Warn($"{entry.Name}: {state.Path} {verdict}");
            }

            results.Add(new Verified(entry.Name, state.Path!, state.Sha256, state.IsUsable, verdict));
        }

        return new Verification(results, results.Exists(result => !result.Right));
    }

    private sealed record Verified(string Name, string Path, string? Sha256, bool Right, string Verdict);

    private sealed record Verification(IReadOnlyList<Verified> Models, bool Failed) : IVerbResult;
}
