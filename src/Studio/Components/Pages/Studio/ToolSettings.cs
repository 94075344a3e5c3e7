using System.Globalization;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Runtime;
using MyStyle.Engine.Service.Orders;
using MyStyle.Studio.Jobs.Orders;
using MyStyle.Studio.Workpieces;

namespace MyStyle.Studio.Components.Pages.Studio;

/// <summary>What a tool is set to. Every tool keeps its own.</summary>
/// <param name="tool">Which tool.</param>
public sealed class ToolSettings(StudioTool tool)
{
    /// <summary>The ghost strip's betas: nothing, the paper's two presets, and no bound at all.</summary>
    public static IReadOnlyList<double?> GhostBetas { get; } = [0, 0.02, 0.05, null];

    /// <summary>Most candidates of one run.</summary>
    public const int MostCandidates = 12;

    /// <summary>The paper's beta for the tool (5.2.1, 5.2.2).</summary>
    public double Preset => tool == StudioTool.Inpaint ? 0.02 : 0.05;

    /// <summary>Allowed dilation; null for unbounded.</summary>
    public double? Beta { get; set; } = tool == StudioTool.Inpaint ? 0.02 : 0.05;

    /// <summary>Several betas, one candidate each, instead of <see cref="Beta"/>: numbers with commas, "inf" for unbounded; empty for the dial.</summary>
    public string Betas { get; set; } = "";

    /// <summary>How many searches, each from another start.</summary>
    public int Candidates { get; set; } = 1;

    /// <summary>Start of the first one; 0 is the plain one.</summary>
    public long Seed { get; set; }

    /// <summary>Optimiser steps.</summary>
    public int Steps { get; set; } = 300;

    /// <summary>copy, feathered or poisson.</summary>
    public string Blend { get; set; } = "poisson";

    /// <summary>Whether the untuned prior does the same beside it.</summary>
    public bool CompareWithPrior { get; set; } = tool == StudioTool.Upscale;

    /// <summary>Reduces a large picture by this much before it is enlarged, to try it; null takes the small picture as it is.</summary>
    public int? Factor { get; set; } = 8;

    /// <summary>What may have befallen the picture.</summary>
    public IReadOnlyList<DegradationChip> Chips { get; } = [.. Enum.GetValues<DegradationKind>().Select(kind => new DegradationChip(kind))];

    /// <summary>What befell the picture, as text; null for nothing.</summary>
    public string? Degradation(bool known = false)
    {
        DegradationSpec spec = new([.. Chips.Where(chip => chip.IsOn).Select(chip => chip.ToStep(known))]);
        return spec.Steps.Count == 0 ? null : spec.ToString();
    }

    /// <summary>The order that the tool gives for a picture.</summary>
    /// <param name="workpiece">The picture.</param>
    /// <param name="ghost">Whether it is the ghost strip's run.</param>
    /// <exception cref="EngineException">Something is missing or no number; the sentence says what.</exception>
    public PictureOrder Order(WorkpieceView workpiece, bool ghost = false)
    {
        ArgumentNullException.ThrowIfNull(workpiece);
        if (tool == StudioTool.Inpaint && workpiece.MaskSha is null)
        {
            throw new EngineException("Nothing is marked yet. Paint over what is to be filled, then run it.");
        }

        string? degradation = tool == StudioTool.Restore ? Degradation() : null;
        PictureTask task = tool switch
        {
            StudioTool.Inpaint => PictureTask.Inpaint,
            StudioTool.Upscale => PictureTask.Upscale,
            StudioTool.Restore when degradation is not null => PictureTask.Restore,
            StudioTool.Restore => PictureTask.Invert,
            _ => throw new EngineException("Editing has a desk of its own."),
        };
        return new PictureOrder(
            task, workpiece.Id, null, task == PictureTask.Inpaint ? workpiece.MaskSha : null,
            task == PictureTask.Upscale && workpiece.SmallSide == 0 ? Factor ?? 8 : null, degradation, ghost ? GhostBetas : ReadBetas(),
            ghost ? [Seed] : [.. Enumerable.Range(0, Math.Clamp(Candidates, 1, MostCandidates)).Select(i => Seed + i)], Math.Clamp(Steps, 10, 2000), Blend,
            !ghost && CompareWithPrior, ghost);
    }

    private double?[] ReadBetas()
    {
        double?[] betas = [.. Betas.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read).Distinct()];
        int count = Math.Max(1, betas.Length) * Math.Clamp(Candidates, 1, MostCandidates);
        return count > MostCandidates
            ? throw new EngineException($"That would be {count} candidates; {MostCandidates} are the most. Give fewer betas or fewer starts.")
            : betas.Length > 0 ? betas : [Beta];
    }

    private static double? Read(string text) => text.ToLowerInvariant() switch
    {
        "inf" or "∞" or "unbounded" => null,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double beta) && beta is >= 0 and <= 10
            ? beta
            : throw new EngineException($"'{text}' is no beta. Give numbers from 0 to 10 with commas between them, and inf for unbounded."),
    };
}
