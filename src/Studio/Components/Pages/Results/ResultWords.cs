using System.Globalization;
using MyStyle.Studio.Data;
using MyStyle.Studio.Results;

namespace MyStyle.Studio.Components.Pages.Results;

/// <summary>Results in words.</summary>
internal static class ResultWords
{
    public static string Kind(ResultKind kind) => kind switch
    {
        ResultKind.Inversion => "found in the prior",
        ResultKind.Inpainting => "filled in",
        ResultKind.Upscale => "enlarged",
        ResultKind.Restoration => "restored",
        ResultKind.Edit => "edited",
        ResultKind.Sweep => "sweep",
        ResultKind.Sample => "sample",
        ResultKind.Walk => "walk",
        _ => kind.ToString(),
    };

    public static string Beta(ResultView result) => (result.AllowedBeta, result.EffectiveBeta) switch
    {
        (null, null) => "–",
        (null, { } needed) => string.Create(CultureInfo.InvariantCulture, $"no bound, needs {needed:0.000}"),
        ({ } allowed, null) => string.Create(CultureInfo.InvariantCulture, $"{allowed:0.000} allowed"),
        ({ } allowed, { } needed) => string.Create(CultureInfo.InvariantCulture, $"{allowed:0.000} allowed, needs {needed:0.000}"),
    };

    public static string Alt(ResultView result) =>
        result.IsComparison ? $"Made by the untuned prior for comparison: {Kind(result.Kind)}" : $"Made by a model: {Kind(result.Kind)}";
}
