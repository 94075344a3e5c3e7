using System.CommandLine;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle models</c>: what there is, what is missing, and how to get it.</summary>
internal static class ModelsVerb
{
    public static Command Create()
    {
        var models = new Command("models", "List, install and verify models; lists them if no more is said.").Runs(ModelsListVerb.RunAsync);
        models.Subcommands.Add(ModelsListVerb.Create());
        models.Subcommands.Add(ModelsInstallVerb.Create());
        models.Subcommands.Add(ModelsVerifyVerb.Create());
        return models;
    }
}
