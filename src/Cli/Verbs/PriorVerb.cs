using System.CommandLine;
using System.Globalization;
using MyStyle.Engine.Models;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Weights;

namespace MyStyle.Cli.Verbs;

/// <summary><c>mystyle prior info FILE</c>: what a generator file is, without running it.</summary>
internal static class PriorVerb
{
    private static readonly Argument<string> Prior = new("PRIOR")
    {
        Description = "A generator: a file of any supported kind, or a name that 'mystyle models list' shows.",
        DefaultValueFactory = _ => ModelCatalogue.DemoPrior,
    };

    public static Command Create()
    {
        var info = new Command("info", "Show resolution, widths, depth and SHA-256 of a generator.");
        info.Arguments.Add(Prior);
        var prior = new Command("prior", "Look at a prior.");
        prior.Subcommands.Add(info.Runs(RunAsync));
        return prior;
    }

    private static async Task<object> RunAsync(VerbContext context)
    {
        string path = context.Models.Require(context.Require(Prior));
        WeightFile file = WeightReader.Read(path);
        GeneratorWeights weights = GeneratorWeights.From(file);
        GeneratorArchitecture shape = weights.Architecture;
        string sha256 = await ModelFile.Sha256Async(path, context.Cancellation).ConfigureAwait(false);
        ModelEntry? known = ModelCatalogue.Entries.FirstOrDefault(entry => entry.Sha256 == sha256);
        long parameters = weights.Tensors.Sum(tensor => tensor.Value.Count);
        string[] types = [.. weights.Tensors.Values.Select(tensor => tensor.Type.ToString()).Distinct()];
        bool hasEncoder = HasEncoder(file);

        context.Reporter.Say($"{path}");
        context.Reporter.Say($"SHA-256 {sha256}{(known is null ? "" : $" ({known.Name}, {known.Licence})")}");
        context.Reporter.Say($"{shape.Resolution} px, {shape.LayerCount} layers of w, w {shape.WDim}, z {shape.ZDim}, {shape.MappingLayers} mapping layers");
        context.Reporter.Say($"Feature maps from 4 px up: {string.Join(", ", shape.Channels)}; clamp {shape.ConvClamp?.ToString(Invariant) ?? "none"}");
        context.Reporter.Say($"{parameters.ToString("N0", Invariant)} values as {string.Join(", ", types)}; average of w {(weights.WAvg is null ? "missing" : "present")}{(hasEncoder ? "; a W encoder is in the same file" : "")}");
        return new
        {
            path,
            sha256,
            name = known?.Name,
            licence = known?.Licence,
            resolution = shape.Resolution,
            layers = shape.LayerCount,
            wDim = shape.WDim,
            zDim = shape.ZDim,
            mappingLayers = shape.MappingLayers,
            channels = shape.Channels,
            convClamp = shape.ConvClamp,
            noise = shape.HasNoise,
            fixedNoise = shape.HasFixedNoise,
            values = parameters,
            types,
            hasAverage = weights.WAvg is not null,
            hasEncoder,
        };
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static bool HasEncoder(WeightFile file)
    {
        try
        {
            EncoderWeights.From(file);
            return true;
        }
        catch (EngineException)
        {
            return false;
        }
    }
}
