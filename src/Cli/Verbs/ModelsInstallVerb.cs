using System.CommandLine;
using MyStyle.Cli.Reporting;
using MyStyle.Engine.Models;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle models install NAME [--from FILE ...]</c>.</summary>
internal static class ModelsInstallVerb
{
    private static readonly Argument<string> Name = new("NAME") { Description = "A name that 'mystyle models list' shows." };

    private static readonly Option<string[]> From = new("--from")
    {
        Description = "A file that is here already, instead of a download; for LPIPS a ready file, or backbone and linear layers.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var install = new Command("install", "Fetch a model from its official address and verify it; a cut download goes on where it stopped.");
        install.Arguments.Add(Name);
        install.Options.Add(From);
        return install.Runs(RunAsync);
    }

    private static async Task<object> RunAsync(VerbContext context)
    {
        string name = context.Require(Name);
        ModelEntry entry = ModelCatalogue.Find(name)
            ?? throw new UsageException($"There is no model called '{name}'. 'mystyle models list' shows the names.");
        using var client = new HttpClient();
        var installer = new ModelInstaller(context.Models, client, TimeProvider.System);
        context.Reporter.Say($"{entry.Description} Licence: {entry.Licence}. {entry.Note}".TrimEnd());
        string path = await context.Reporter.ProgressAsync(
            entry.Name,
            entry.Sources.Sum(source => source.Size ?? 0),
            ProgressUnit.Megabytes,
            progress => installer.InstallAsync(entry, context.Get(From), new Sum(progress, entry), context.Cancellation)).ConfigureAwait(false);
        ModelReceipt receipt = ModelReceipt.Read(path)!;
        context.Reporter.Say($"Installed {path}, SHA-256 {receipt.Sha256}.");
        return new { name = entry.Name, path, sha256 = receipt.Sha256, size = receipt.Size, licence = entry.Licence };
    }

    /// <summary>One bar for all files of a model.</summary>
    private sealed class Sum(IStepProgress bar, ModelEntry entry) : IProgress<InstallProgress>
    {
        private readonly Dictionary<string, InstallProgress> _latest = [];

        public void Report(InstallProgress value)
        {
            _latest[value.FileName] = value;
            bar.Report(
                _latest.Values.Sum(file => file.Done),
                total: entry.Sources.Sum(source => _latest.GetValueOrDefault(source.FileName)?.Total ?? source.Size ?? 0));
        }
    }
}
