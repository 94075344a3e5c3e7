using System.Globalization;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Restoration;
using MyStyle.Engine.Workshop;

namespace MyStyle.Cli.Verbs;

/// <summary>What project, inpaint, upscale and restore write and say at the end.</summary>
internal static class EnhancementOutput
{
    private const int Cell = 256;

    /// <summary>Writes pictures, code and strip, and puts the JSON together.</summary>
    /// <param name="context">The running verb.</param>
    /// <param name="prior">The person.</param>
    /// <param name="photo">The input.</param>
    /// <param name="shown">The input as it is shown beside the result.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="options">How it was projected.</param>
    /// <param name="hole">What was filled; null for all of it.</param>
    /// <param name="exact">Whether pixels outside the hole stay as they are in the photo.</param>
    /// <param name="degradation">What was undone; null where nothing had to be said about it.</param>
    /// <param name="others">Further candidates; null where only one answer was asked for.</param>
    public static object Write(
        VerbContext context, PersonalPrior prior, PreparedPhoto photo, RgbImage shown, EnhancementResult result, ProjectionOptions options,
        Mask? hole = null, bool exact = false, DegradationSpec? degradation = null,
        IReadOnlyList<EnhancementResult>? others = null)
    {
        string input = PersonOption.Write(context, "input.png", shown);
        string image = PersonOption.Write(context, "result.png", result.Projection.Image);
        string? blended = result.Blended is null ? null : PersonOption.Write(context, "blended.png", result.Blended);
        string code = PersonOption.PathOf(context, "code.safetensors");
        PersonalCode.Write(code, result.Projection.Alpha, result.Projection.Code, prior.Hull);
        string strip = PersonOption.Write(context, "strip.png", Strip(shown, result, others ?? []));
        string? pasted = null;
        if (context.Get(PersonOption.Paste))
        {
            RgbImage whole = photo.PasteBack(result.Image, hole);
            pasted = PersonOption.Write(context, "pasted.png", exact ? Restore(photo, whole, hole!) : whole);
        }

        if (result.Verdict is { ProbablySomebodyElse: true } verdict)
        {
            context.Reporter.Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"This is probably a photo of somebody else: its likeness to {prior.Person.Manifest.Name}'s photos is {verdict.MedianCosine:0.000}, below {verdict.Threshold:0.000}."));
        }

        context.Reporter.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"distance {result.Projection.Lpips:0.000}, L2 {result.Projection.L2:0.0000}, ID {result.Identity:0.000}, beta {result.EffectiveBeta:0.0000}. Wrote {image}."));
        return new
        {
            lpips = result.Projection.Lpips,
            l2 = result.Projection.L2,
            id = PersonOption.Finite(result.Identity),
            nearest = result.NearestPhoto,
            beta = result.AllowedBeta,
            effectiveBeta = PersonOption.Finite(result.EffectiveBeta),
            space = options.Space,
            degradation = degradation?.ToString(),
            candidates = others?.Select(other => Candidate(context, other)).ToArray(),
            steps = options.Steps,
            input,
            image,
            blended,
            pasted,
            code,
            strip,
            somebodyElse = result.Verdict?.ProbablySomebodyElse,
            medianCosine = PersonOption.Finite(result.Verdict?.MedianCosine),
        };
    }

    private static object Candidate(VerbContext context, EnhancementResult candidate)
    {
        ulong seed = candidate.Projection.Seed;
        return new
        {
            seed,
            image = PersonOption.Write(context, string.Create(CultureInfo.InvariantCulture, $"candidate_{seed}.png"), candidate.Image),
            lpips = candidate.Projection.Lpips,
            id = PersonOption.Finite(candidate.Identity),
        };
    }

    private static RgbImage Strip(RgbImage shown, EnhancementResult result, IReadOnlyList<EnhancementResult> others)
    {
        var sheet = new ContactSheet(Cell, (result.Blended is null ? 2 : 3) + others.Count);
        sheet.Add(shown, "input");
        sheet.Add(result.Projection.Image, string.Create(CultureInfo.InvariantCulture, $"generated\nID {result.Identity:0.000}"));
        if (result.Blended is { } blended)
        {
            sheet.Add(blended, "blended");
        }

        foreach (EnhancementResult other in others)
        {
            sheet.Add(other.Image, string.Create(CultureInfo.InvariantCulture, $"seed {other.Projection.Seed}\nID {other.Identity:0.000}"));
        }

        return sheet.Render();
    }

    /// <summary>A hole's border falls between pixels of the photo; what is no part of it by the aligned mask keeps its exact value.</summary>
    private static RgbImage Restore(PreparedPhoto photo, RgbImage whole, Mask hole)
    {
        if (photo.Alignment is not { } alignment || whole.Width != photo.Original.Width || whole.Height != photo.Original.Height)
        {
            return whole;
        }

        var weight = new float[whole.Width * whole.Height];
        for (int i = 0; i < weight.Length; i++)
        {
            Point2 point = alignment.ToAligned(new Point2(i % whole.Width, i / whole.Width));
            int x = (int)Math.Round(point.X), y = (int)Math.Round(point.Y);
            weight[i] = x >= 0 && y >= 0 && x < hole.Width && y < hole.Height && hole.Row(y)[x] > 0 ? 1 : 0;
        }

        return Blend.Mix(whole, photo.Original, weight);
    }
}
