using MyStyle.Engine.Faces;
using MyStyle.Engine.Imaging;
using MyStyle.Engine.Optimisation;
using MyStyle.Engine.Projection;
using MyStyle.Engine.Runtime;

namespace MyStyle.Engine.Workshop;

/// <summary>Inverts photos to be kept. Lives on the engine thread.</summary>
/// <param name="prior">The person.</param>
/// <param name="loss">Eq. 1.</param>
/// <param name="faces">Finds and describes faces.</param>
/// <param name="options">How to project: into alpha or alpha-plus, with a finite beta.</param>
public sealed class InversionMaker(PersonalPrior prior, ReconstructionLoss loss, FaceAnalyzer faces, ProjectionOptions options)
{
    private readonly PhotoPreparation _preparation = new(faces, prior.Resolution);

    /// <summary>Aligns and inverts one photo.</summary>
    /// <param name="path">The photo's file.</param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="EngineException">The photo is unreadable or shows no face.</exception>
    public PhotoInversion Make(string path, IProgress<ProjectionStep>? progress = null, CancellationToken cancellation = default)
    {
        if (options.Space is not (LatentSpace.Alpha or LatentSpace.AlphaPlus) || options.Beta is not { } beta)
        {
            throw new EngineException("Inversions are kept as coordinates over the anchors: project into alpha or alpha-plus, with a beta.");
        }

        string name = Path.GetFileName(path);
        PreparedPhoto photo = _preparation.Prepare(ImageFile.Read(path), name);
        using EnhancementRun run = new Enhancement(prior, loss, faces, options).Invert(photo.Image);
        EnhancementResult result = run.ToEnd(progress, cancellation)[0];
        return new PhotoInversion
        {
            FileName = name,
            Sha256 = Toolbox.Hash(path),
            Alignment = photo.Alignment,
            Alpha = result.Projection.Alpha!,
            Beta = beta,
            EffectiveBeta = result.Projection.Dilation!.Effective,
            Lpips = result.Projection.Lpips,
            L2 = result.Projection.L2,
            Identity = result.Identity is { } id && double.IsFinite(id) ? id : null,
            Steps = options.Steps,
        };
    }
}
