using MyStyle.Engine.Restoration;
using static TorchSharp.torch;

namespace MyStyle.Engine.Projection;

/// <summary>From a description of what happened to a photo to the operator a projection searches through.</summary>
public static class Degradations
{
    /// <summary>The operator of a description.</summary>
    /// <param name="spec">What happened; all strengths known, in pixels of the degraded picture.</param>
    /// <param name="resolution">Side of the generator's pictures.</param>
    /// <param name="height">Rows of the degraded picture. A picture smaller than the generator's was reduced, after any blur.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="keep">What of the degraded picture is there, [1, 1, height, width] of 1 and 0; null for all. Goes with the operator.</param>
    /// <exception cref="Runtime.EngineException">A strength is unknown.</exception>
    public static ComposedDegradation Create(DegradationSpec spec, int resolution, int height, int width, Tensor? keep = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.RequireClosed();
        bool grey = spec.Find(DegradationKind.Grayscale) is not null;
        List<IDegradation> steps = [.. spec.Steps.Select(Operator)];
        if ((height, width) != (resolution, resolution))
        {
            steps.Insert(spec.Steps.Count(step => step.Kind <= DegradationKind.Blur), new AreaDegradation(height, width));
        }

        if (keep is not null)
        {
            steps.Add(new MaskDegradation(keep));
        }

        return new ComposedDegradation(steps);

        IDegradation Operator(DegradationStep step) => step.Kind switch
        {
            DegradationKind.Haze => new HazeDegradation(1 - step.Strength!.Value, step.Airlight!.Value),
            DegradationKind.Blur => new BlurDegradation(step.Strength!.Value * resolution / width),
            DegradationKind.Grayscale => new GrayscaleDegradation(),
            DegradationKind.Noise => new NoiseDegradation(step.Strength!.Value, grey),
            DegradationKind.Jpeg => new JpegDegradation((int)Math.Round(step.Strength!.Value)),
            _ => throw new InvalidOperationException($"No such degradation: {step.Kind}."),
        };
    }
}
