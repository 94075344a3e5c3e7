using System.CommandLine;
using System.Globalization;
using MyStyle.Engine.Hull;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle directions list --person P</c>.</summary>
internal static class DirectionsListVerb
{
    public static Command Create()
    {
        var list = new Command("list", "Show the directions of a person and of its prior.");
        list.Options.Add(PersonOption.Person);
        return list.Runs(context => context.OnEngineAsync(toolbox => Run(context, toolbox)));
    }

    private static object Run(VerbContext context, Toolbox toolbox)
    {
        using PersonalPrior prior = PersonOption.Open(context, toolbox);
        var listed = new DirectionShelf(toolbox, prior.Person).All.Select(item =>
        {
            PersonalDirection personal = prior.Hull.Project(item.Value);
            return new { name = item.Key, own = prior.Person.Directions.ContainsKey(item.Key), cosine = personal.Cosine };
        }).ToArray();
        context.Reporter.Table(
            ["name", "from", "expressed by the photos"],
            listed.Select(item => (string[])[item.name, item.own ? "the person" : "the prior", item.cosine.ToString("P0", CultureInfo.InvariantCulture)]));
        return new { directions = listed };
    }
}
